import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Loaded } from '../../../src/content/content.ts'
import { GIVEN } from '../../../src/content/given.ts'
import { loadContent } from '../../../src/content/load-content.ts'
import { PHRASES } from '../../../src/dialog/check/phrase-names.ts'

/** File name -> text. */
export type Files = Record<string, string>

const CAMPAIGN = `format: 1
id: spring
title: 春季整治
document: { number: 〔2022〕1号, upstream: 〔2021〕9号, issuer: 市局 }
lookback: { from: 2019-01, subjects: [enterprise] }
query: { name: 查询平台, url: http://cx.mem.gov.cn, host: cx.mem.gov.cn }
window: { from: 2022-01, to: 2022-06 }
phases:
  - { id: first, numeral: 一, name: 自查, from: 2022-01, to: 2022-03 }
  - { id: second, numeral: 二, name: 检查, from: 2022-04, to: 2022-06 }
bureaus:
  - { id: city, name: 市应急管理局, level: city }
  - { id: east, name: 东区应急管理局, level: county }
districts:
  - { id: east, label: 东区, bureau: east, say: [城东] }
  - id: west
    label: 西区
    bureau: east
    status: to-confirm
    note: 西区归谁管
industries:
  - { id: shoes, label: 鞋厂, high-risk: no }
  - { id: mine, label: 矿山, high-risk: yes }
obligations:
  - { id: D1, who: enterprise, papers: [清单], due: 2022-03-20, to: supervising, when: problems, clause: 三 }
routing:
  inspection: { special-operations: city, other: district }
  supervising: { city: city, county: district, unsure: district }
hotline: { text: '电话：{hotline}', hours: 白天, emergency: 119 先打, status: to-confirm }
`

const CALENDAR = `format: 1
year: 2022
source: 国办通知
holidays:
  - { name: 元旦, from: 2022-01-01, to: 2022-01-03 }
workdays:
  - 2022-01-29
`

const REGISTER = `format: 1
id: register
title: 登记
intro: 登记一下。
steps:
  - id: consent
    name: 同意
    ask: 同意吗？
    answer: { type: confirm, 'yes': 同意, 'no': 不同意 }
  - id: district
    name: 县区
    ask: 在哪里？
    help: 选一个。
    when: { consent: ['yes'], facts.unit-known: ['no'] }
    answer: { type: choice, options: campaign.districts }
  - id: kind
    name: 类别
    ask: 哪一类？
    when: { consent: ['yes'] }
    answer:
      type: choice
      options:
        - { id: shop, label: 商店, say: [店铺] }
        - { id: plant, label: 工厂 }
  - id: floors
    name: 层数
    ask: 几层？
    when: { kind: [plant] }
    answer: { type: number }
review: { ask: 请核对：, submit: 提交登记 }
`

const RECTIFY = `format: 1
id: rectify
title: 整改
intro: 逐个来。
steps:
  - repeat: problem
    over: problems
    steps:
      - id: state
        name: 情况
        ask: 【{n}/{total}】{problem.title}怎么样了？
        answer: { type: choice, options: [{ id: done, label: 已整改 }, { id: open, label: 没整改 }] }
review: { ask: 请核对：, submit: 提交整改 }
`

const SELF_CHECK = `format: 1
id: self-check
title: 自查
intro: 照表自查。
steps:
  - repeat: item
    over: checklist.items
    steps:
      - id: result
        name: 结果
        ask: 【{n}/{total}】{item.text}有没有？
        when: { item.polarity: [bad] }
        answer: { type: choice, options: [{ id: none, label: 没有 }, { id: present, label: 存在 }] }
      - id: published
        name: 做到的
        ask: '{item.text}做到哪几样？'
        when: { item.polarity: [good] }
        answer: { type: multi-choice, options: item.checks, all: 都做了, none: 都没做 }
      - repeat: problem
        until: again
        when: { any: [{ result: [present] }, { published: { incomplete: true } }] }
        steps:
          - id: what
            name: 问题
            ask: 什么问题？
            answer: { type: text }
          - id: again
            name: 还有吗
            ask: 还有吗？
            answer: { type: choice, options: [{ id: end, label: 没有了 }, { id: more, label: 还有 }] }
review: { ask: 请核对：, submit: 提交自查 }
`

const checklist = (subject: string): string => `format: 1
id: ${subject}
subject: ${subject}
form: 检查表
category: 单位
stamp: 盖章
annex: 附件
items:
  - id: A
    title: 计划
    text: 计划
    body: 1
    annex: 2
    polarity: bad
    checks: [{ id: a, label: 没有计划 }, { id: b, label: 没照计划 }]
    help: 看计划。
    evidence: [计划]
    basis: [{ ref: 通知一, status: to-confirm, note: 条号没核 }]
    referral: { a: police }
  - id: B
    title: 公布
    text: 公布
    body: 2
    annex: 1
    polarity: good
    applies: { facts.high-risk: ['yes'] }
    checks: [{ id: a, label: 公布网址 }, { id: b, label: 公布电话 }]
    help: 看网页。
    evidence: [截图]
    basis: [{ ref: 通知二 }]
`

const MENU = `buttons:
  - name: 自查
    sub:
      - { name: 开始自查, key: self-check }
      - { name: 证书查询, url: 'http://cx.mem.gov.cn' }
commands:
  self-check: { say: [自查, 我要自查] }
  cancel: { say: [取消] }
`

const LADDERS = ['D1', 'self-check', 'problem', 'examination', 'certificate']

const REMINDERS = `format: 1
ladders:
${LADDERS.map(duty => `  ${duty}: { before: [7, 1], after: [1], then: staff }`).join('\n')}
sending:
  hours:
    working-days: [{ from: '09:00', to: '11:30' }]
    rest-days: [{ from: '10:00', to: '17:30' }]
    quiet: { from: '20:00', to: '08:00' }
  per-second: 20
  insist-from: 1
notice: { what: 通知, text: '{unit}请看', again-after: 7, again: '{unit}再看' }
openings-within: 7
openings:
  - { phase: first, what: 开始, say: { enterprise: '{unit}开始了' } }
`

const TEMPLATES = `format: 1
templates:
  deadline: { one-time: { title: 期限, id: template, fields: { thing1: '{what}' } } }
  phase: {}
  notice: {}
`

const FAQ = `- id: hours
  title: 要多少学时
  keywords: [学时, 课时]
  answer: 看规定。
- id: keep
  title: 存多久
  keywords: [保存]
  answer: 三年。
`

/** Any further dialog that the program begins. */
const dialog = (id: string): string => `format: 1
id: ${id}
title: 别的
intro: 别的事。
steps:
  - { id: what, name: 什么, ask: 什么？, answer: { type: text } }
review: { ask: 请核对：, submit: 提交 }
`

/** The text without its marks of what must be confirmed. */
function confirmed(text: string): string {
  return text.replaceAll(/^ *(status: to-confirm|note: .*)\n/gm, '')
}

async function confirmedFile(name: string): Promise<string> {
  return confirmed(await readFile(new URL(`../../../dialogs/${name}`, import.meta.url), 'utf8'))
}

/** A small content without a fault. Its phrases are their names, with all they may be given. */
export async function smallContent(): Promise<Files> {
  const phrases = Object.entries(PHRASES).map(
    ([name, values]) => `${name}: '${name} ${values.map(value => `{${value}}`).join(' ')}'\n`,
  )
  const others = Object.keys(GIVEN).map(id => [`${id}.yaml`, dialog(id)])
  return {
    ...Object.fromEntries(others),
    'campaign.yaml': CAMPAIGN,
    'calendar/2022.yaml': CALENDAR,
    'register.yaml': REGISTER,
    'rectify.yaml': RECTIFY,
    'self-check.yaml': SELF_CHECK,
    'self-check/enterprise.yaml': checklist('enterprise'),
    'self-check/training-institution.yaml': checklist('training-institution'),
    'menu.yaml': MENU,
    'faq.yaml': FAQ,
    'reminders.yaml': REMINDERS,
    'templates.yaml': TEMPLATES,
    'phrases.yaml': phrases.slice(0, -1).join(''),
    'phrases/more.yaml': phrases.at(-1) ?? '',
    'papers.yaml': await confirmedFile('papers.yaml'),
    'tip-settings.yaml': await confirmedFile('tip-settings.yaml'),
    'roster.yaml': await confirmedFile('roster.yaml'),
    'check.yaml': await readFile(new URL('../../../dialogs/check.yaml', import.meta.url), 'utf8'),
  }
}

/** Loads files as a content directory. Paths in the result are relative to it. */
export async function loadFiles(files: Record<string, string | Uint8Array>): Promise<Loaded> {
  const directory = await mkdtemp(join(tmpdir(), 'anpei-content-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await writeFile(join(directory, name), text)
    }
    const loaded = await loadContent(directory)
    const relative = <T extends { file: string }>(entry: T): T => ({
      ...entry,
      file: entry.file.slice(directory.length + 1),
    })
    return { ...loaded, faults: loaded.faults.map(relative), toConfirm: loaded.toConfirm.map(relative) }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** The small content with one passage of one file put differently. */
export async function withChange(file: string, from: string, to: string): Promise<Files> {
  const files = await smallContent()
  const text = files[file] ?? ''
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  return { ...files, [file]: text.replace(from, to) }
}

/** Line, from 1, of the first line of a text that contains a passage. */
export function lineOf(text: string, passage: string): number {
  const line = text.split('\n').findIndex(each => each.includes(passage)) + 1
  if (line === 0) throw new Error(`no ${passage}`)
  return line
}
