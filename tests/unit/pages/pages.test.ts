import { describe, expect, it } from 'vitest'
import { createSpeak } from '../../../src/dialog/fill.ts'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import type { ListedProblem } from '../../../src/self-check/filing-shelf.ts'
import { hearItem } from '../../../src/self-check/hear-item.ts'
import { itemState, itemStates } from '../../../src/self-check/item-states.ts'
import { checkPage } from '../../../src/self-check/pages/check-page.ts'
import { conflictPage } from '../../../src/self-check/pages/conflict-page.ts'
import { filingPage } from '../../../src/self-check/pages/filing-page.ts'
import { filingsPage } from '../../../src/self-check/pages/filings-page.ts'
import { homePage } from '../../../src/self-check/pages/home-page.ts'
import { itemPage } from '../../../src/self-check/pages/item-page.ts'
import { createWords } from '../../../src/self-check/pages/layout.ts'
import { landingPage, plainPageOf } from '../../../src/self-check/pages/plain-pages.ts'
import { problemsPage } from '../../../src/self-check/pages/problems-page.ts'
import { content } from '../../support/content.ts'

const words = createWords(createSpeak(content.phrases))
const setting = { words, unit: '示例安全培训学校' }
const guard = { csrf: 'csrf-token', once: 'once-token' }
const script = content.scripts.get('self-check/training-institution')!
const frameOf = (answers: Frame['answers']) =>
  createFrame({
    dialog: 'self-check',
    script: script.hash,
    subject: 's',
    facts: { subject: 'training-institution' },
    answers,
  })
const PRESENT = { 'T2.result': 'present', 'T2.1.checks': ['d'], 'T2.1.what': '实操少上8学时' }
const PHOTO = 'a'.repeat(32)
const FILED = {
  receipt: 'ZC20220310-7K3M9PXA',
  version: 2,
  problems: 1,
  filedAt: Date.parse('2022-03-10T01:30:00Z'),
  sha256: 'f'.repeat(64),
}

/** What a reader sees, without the markup. */
const textOf = (page: { toString(): string }) =>
  page
    .toString()
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

describe('home', () => {
  const home = (answers: Frame['answers'], more: object = {}) =>
    homePage(setting, {
      bureau: '莆田市应急管理局',
      items: itemStates(script, frameOf(answers)),
      filed: null,
      unfiled: false,
      duties: ['要报送：自查报告'],
      openProblems: 0,
      filings: 0,
      ...more,
    }).toString()

  it('leads a beginner to the first item, others to where they are', () => {
    expect(home({})).toMatch(/href="\/u\/item\/T1">开始填</)
    expect(home({ 'T1.result': 'none' })).toMatch(/href="\/u\/item\/T2">接着填</)
    expect(home({ 'T1.result': 'none' })).toContain('共6项，填好1项。')
  })

  it('says what was filed, that it was changed since, and what is owed', () => {
    const text = home({}, { filed: FILED, unfiled: true })
    expect(text).toContain('上次提交：第2版，2022年3月10日 09:30。')
    expect(text).toContain('后来又改过，还没有提交。')
    expect(text).toContain('要报送：自查报告')
  })
})

describe('the self-check to read', () => {
  const check = (answers: Frame['answers'], refusal: string | null = null) =>
    checkPage(setting, {
      script,
      frame: frameOf(answers),
      items: itemStates(script, frameOf(answers)),
      fingerprint: 'fingerprint',
      refusal,
      guard,
    })

  it('has every item word for word, what was answered, and what is missing', () => {
    const text = textOf(check({ ...PRESENT, 'T2.1.photos': [PHOTO] }))
    for (const item of script.items) expect(text).toContain(item.text)
    expect(text).toContain('涉及情形 压缩培训学时')
    expect(text).toContain('整改措施 没填')
    const page = check({ ...PRESENT, 'T2.1.photos': [PHOTO] }).toString()
    expect(page).toContain(`src="/u/photo/${PHOTO}"`)
    expect(page).toContain(`>${PHOTO.slice(0, 8)}</span>`)
  })

  it('can be submitted once nothing is missing, as what was read', () => {
    expect(check(PRESENT).toString()).not.toContain('action="/u/submit"')
    const page = check({
      ...Object.fromEntries(['T1', 'T2', 'T3', 'T4'].map(id => [`${id}.result`, 'none'])),
      'T5.rating': 'good',
      'T5.account': '教师8人，专职5人，兼职3人。',
      'T6.published': script.items.find(({ id }) => id === 'T6')!.checks.map(({ id }) => id),
    }).toString()
    expect(page).toContain('action="/u/submit"')
    expect(page).toContain('name="fingerprint" value="fingerprint"')
    expect(page).toContain('>提交自查</button>')
  })

  it('says why a submission did not happen', () => {
    expect(textOf(check({}, '同事刚才又答了几题'))).toContain('同事刚才又答了几题')
  })
})

describe('an item', () => {
  const item = (answers: Frame['answers'], more: object = {}) =>
    itemPage(setting, {
      script,
      frame: frameOf(answers),
      state: itemState(script, frameOf(answers), 'T2')!,
      next: null,
      hints: new Map(),
      typed: new Map(),
      saved: false,
      guard,
      ...more,
    }).toString()

  it('asks all that applies now, and says the notice’s words once', () => {
    expect(item({})).not.toContain('T2.1.what')
    const page = item(PRESENT)
    for (const path of ['T2.result', 'T2.1.checks', 'T2.1.what', 'T2.1.due', 'T2.1.photos', 'T2.1.more'])
      expect(page).toContain(`name="asked" value="${path}"`)
    expect(page.split('未按照培训大纲规定制定培训计划，').length).toBe(2)
    expect(page).toMatch(/type="radio" [^>]*value="present" checked/)
    expect(page).toMatch(/type="checkbox" [^>]*value="d" checked/)
    expect(page).toContain('>\n实操少上8学时</textarea>')
  })

  it('keeps what was typed beside its hint, and leads there', () => {
    const hints = new Map([['T2.1.due', { phrase: 'hint.date' }]])
    const page = item(PRESENT, { hints, typed: new Map([['T2.1.due', { words: ['改天'] }]]) })
    expect(page).toContain('type="text" value="改天"')
    expect(page).toContain('aria-describedby="help-T2.1.due hint-T2.1.due" aria-invalid="true"')
    expect(page).toContain('href="#T2.1.due"')
  })

  it('tells what comes next once it is saved', () => {
    expect(textOf(item(PRESENT, { saved: true }))).toContain('已存好。这一项还有5题')
    const done = { 'T2.result': 'none' }
    expect(textOf(item(done, { saved: true }))).toContain('都填好了，去核对，没有错就“提交自查”')
    const next = itemState(script, frameOf(done), 'T3')
    expect(item(done, { saved: true, next })).toContain('href="/u/item/T3">接着填：培训档案')
  })
})

describe('a conflict', () => {
  const shown = { 'T2.result': 'present', 'T2.1.what': '原来写的问题' }
  const sent = (words: Record<string, string>) => ({
    itemId: 'T2',
    shown,
    fields: new Map(Object.entries(words).map(([path, word]) => [path, { words: [word] }])),
  })
  const conflict = (standing: Frame, form: ReturnType<typeof sent>) =>
    conflictPage(setting, {
      script,
      standing,
      form,
      heard: hearItem(script, standing, form, '2022-03-10'),
      state: itemState(script, standing, 'T2')!,
      guard,
    })

  it('shows what stands and what was entered, and carries on only what was entered', () => {
    const standing = frameOf({ ...shown, 'T2.1.what': '同事写的问题', 'T2.1.owner': '同事写的责任人' })
    const page = conflict(standing, sent({ 'T2.result': 'present', 'T2.1.what': '我写的问题' }))
    expect(textOf(page)).toContain('问题1 · 具体问题 同事写的问题 我写的问题')
    expect(textOf(page)).toContain('问题1 · 责任人 同事写的责任人 您没有改')
    const hidden = [...page.toString().matchAll(/name="asked" value="([^"]+)"/g)].map(([, path]) => path)
    expect(hidden).toEqual(['T2.1.what'])
  })

  it('loses no word whose question is gone', () => {
    const page = conflict(
      frameOf({ 'T2.result': 'none' }),
      sent({ 'T2.result': 'present', 'T2.1.what': '我写的问题' }),
    )
    expect(textOf(page)).toContain('问题1 · 具体问题 没填 我写的问题')
  })
})

describe('problems', () => {
  const listed = (more: Partial<ListedProblem>): ListedProblem => ({
    problem: {
      path: 'T2.1',
      item: 'T2',
      title: '按大纲组织教学',
      checks: ['d'],
      what: '实操少上8学时',
      measure: '补足',
      owner: '教务主任',
      due: '2022-03-20',
      photos: [],
      state: 'open',
      proof: [],
    },
    due: '2022-03-20',
    status: 'open',
    closedAt: null,
    how: '',
    proof: [],
    ...more,
  })

  it.each([
    ['open and in time', listed({}), '2022-03-20', '○ 未整改 具体'],
    ['open and late', listed({}), '2022-03-21', '○ 未整改 · ! 过了时限'],
    [
      'closed',
      listed({ status: 'closed', closedAt: FILED.filedAt, how: '已补足' }),
      '2022-03-21',
      '✓ 已整改',
    ],
    ['withdrawn', listed({ status: 'withdrawn' }), '2022-03-21', '– 后来的版本没有再列'],
  ])('say their state by sign and word: %s', (_, problem, today, state) => {
    expect(textOf(problemsPage(setting, [problem], today))).toContain(state)
  })

  it('are none before the first filing', () => {
    expect(textOf(problemsPage(setting, [], '2022-03-10'))).toContain('还没有列出问题')
  })
})

describe('filings', () => {
  type Data = Parameters<typeof filingPage>[1]
  const papers = [{ name: '自查报告', photos: [] }]
  const filed = (snapshot: object, delivered: Data['delivered']) =>
    filingPage(setting, { filing: { ...FILED, snapshot } as Data['filing'], papers, delivered })

  it('are listed with receipt, version, time and hash', () => {
    const text = textOf(filingsPage(setting, [FILED]))
    for (const each of [FILED.receipt, '第2版', '2022年3月10日 09:30', FILED.sha256])
      expect(text).toContain(each)
  })

  it('read as they were asked then, not as the content asks today', () => {
    const question = '以前是这样问的：有没有少上课？'
    const unit = { name: '旧校名' }
    const rows = [{ path: 'T2.result', name: '结果', question, answer: 'old', shown: '以前的选项' }]
    const text = textOf(filed({ unit, rows, findings: [] }, []))
    for (const each of ['旧校名', question, '以前的选项', '自查报告']) expect(text).toContain(each)
    expect(text).not.toContain('待核')
  })

  it('with an item still 待核 say what to do', () => {
    const findings = [{ id: 'T2', answers: { result: 'unsure' }, problems: [] }]
    const page = filed({ unit: { name: '示例校' }, rows: [], findings }, [])
    expect(textOf(page)).toContain('这一版有1项是“待核”')
    expect(page.toString()).toContain('href="/u/check">去自查表修改')
  })

  it('show the stamped papers, and when they were brought', () => {
    const snapshot = { unit: { name: '示例校' }, rows: [], findings: [] }
    const kept = { photos: [PHOTO], deliveredOn: null }
    expect(textOf(filed(snapshot, [kept]))).toContain('回到聊天里发“交件”')
    const brought = filed(snapshot, [kept, { ...kept, deliveredOn: '2022-03-17' }, kept])
    expect(textOf(brought)).toContain('纸质已交：2022年3月17日')
    expect(brought.toString().split(`src="/u/photo/${PHOTO}"`).length - 1).toBe(3)
  })
})

it('no page has script, style of its own, or anything of another site', () => {
  const all = [
    landingPage(words, 'token'),
    plainPageOf(words, 'closed'),
    filingsPage(setting, [FILED]),
    problemsPage(setting, [], '2022-03-10'),
  ]
  for (const page of all) expect(page.toString()).not.toMatch(/<script|<style| style=| on\w+=|https?:/)
})
