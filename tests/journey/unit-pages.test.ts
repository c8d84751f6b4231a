import type { Browser, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser, watchFaults } from '../support/browser.ts'
import { content } from '../support/content.ts'
import { CHECK_INSTITUTION, creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPageVisitor } from '../support/page-visitor.ts'
import { PHOTO } from '../support/stage.ts'
import { startUnitPages, type UnitPages } from '../support/unit-pages.ts'

const photo = (name: string, bytes: Uint8Array = PHOTO) => new File([bytes], name, { type: 'image/png' })

let pages: UnitPages
beforeEach(async () => {
  pages = await startUnitPages(await createEmptyDatabase('sqlite-memory'))
  await pages.say('甲', ...registerInstitution(creditCode(1)))
  return () => pages.close()
})

/** A browser that 甲, or someone else, has opened a link with. */
async function visitor(who = '甲') {
  const present = createPageVisitor(pages.url)
  await present.open(await pages.link(who))
  return present
}

async function joined(who: string) {
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(await pages.say('甲', '邀请'))?.[0] ?? ''
  await pages.say(who, '登记', '同意', '1', creditCode(1), code, '示例同事', '13900000000', '提交登记')
}

describe('a link', () => {
  test('waits behind a button, opens once, and leads where it was made for', async () => {
    const link = await pages.link('甲', 'check')
    const someone = createPageVisitor(pages.url)
    for (const _ of [1, 2]) expect((await someone.go(link)).text).toContain('<button')
    expect(someone.cookie()).toBe('')

    const opened = await someone.open(link)
    expect(opened.status).toBe(303)
    expect(opened.headers.get('location')).toBe('/u/check')
    expect(opened.headers.get('set-cookie')).toMatch(/; Path=\/u; Max-Age=7200; HttpOnly; SameSite=Lax$/)
    expect((await someone.go('/u/check')).text).toContain('示例安全培训学校')
  })

  test('wrong, expired, used, foreign or without its member ends on one and the same page', async () => {
    const closed = await createPageVisitor(pages.url).go('/u')
    expect(closed.status).toBe(404)
    expect(closed.text).toContain('链接打不开了，请回公众号发“页面”取新链接')
    const used = await pages.link('甲')
    await createPageVisitor(pages.url).open(used)
    const expired = await pages.link('甲')
    await joined('乙')
    const abandoned = await pages.link('乙')
    await pages.say('乙', '退出单位', '确定')
    const wrong = `${pages.url}/u/l/${'A'.repeat(32)}`
    const outside = await createPageVisitor(pages.url)
    const check = async (address: string) => {
      for (const answer of [await outside.go(address), await outside.open(address)])
        expect({ status: answer.status, text: answer.text }).toEqual({ status: 404, text: closed.text })
      expect(outside.cookie()).toBe('')
    }
    for (const address of [used, abandoned, wrong, `${pages.url}/u/l/%00`, `${pages.url}/u/what/ever`])
      await check(address)
    pages.world.wall.advance(24 * 3_600_000)
    await check(expired)
  })

  test('lets in for two hours, and not a minute longer than the membership', async () => {
    await joined('乙')
    const [first, second] = [await visitor('甲'), await visitor('乙')]
    expect((await second.go('/u')).status).toBe(200)
    await pages.say('乙', '退出单位', '确定')
    expect((await second.go('/u')).status).toBe(404)
    expect((await first.go('/u')).status).toBe(200)
    pages.world.wall.advance(2 * 3_600_000)
    expect((await first.go('/u')).status).toBe(404)
  })
})

describe('one record', () => {
  test('begun in chat, continued on the page, finished in chat: nothing lost, nothing doubled', async () => {
    await pages.say('甲', '不存在', '存在')
    const page = await visitor()
    await page.fill('/u/item/T2', {
      'w:T2.1.checks': ['d'],
      'w:T2.1.what': '2021年6月第3期少上8学时',
      'w:T2.1.rectified': 'open',
      'w:T2.1.more': 'end',
    })
    expect(await pages.say('甲', '自查')).toContain('【3/6】')
    const review = await pages.say('甲', '不存在', '不存在', '好', '教师8人，专职5人，兼职3人。', '都做到了')
    expect(review).toContain('还有3条没填')
    const last = await pages.say('甲', '补填', '给这32人补足8学时', '教务主任', '明天', '提交自查')
    expect(last).toContain('自查已提交，第1版')

    expect(Object.keys(await pages.answers())).toEqual([
      'T1.result',
      'T2.1.checks',
      'T2.1.due',
      'T2.1.measure',
      'T2.1.more',
      'T2.1.owner',
      'T2.1.rectified',
      'T2.1.what',
      'T2.result',
      'T3.result',
      'T4.result',
      'T5.account',
      'T5.rating',
      'T6.published',
    ])
    const { self_checks, filings } = await counts()
    expect({ self_checks, filings }).toEqual({ self_checks: 1, filings: 1 })
  })

  test('filled on the pages it is filed with the same rows as filled in chat', async () => {
    await pages.say('乙', ...registerInstitution(creditCode(2)))
    for (const message of CHECK_INSTITUTION)
      await pages.send(
        '乙',
        typeof message === 'string' ? message : { kind: 'image', mediaId: 'm', url: 'u' },
      )
    const page = await visitor()
    await page.fill('/u/item/T1', { 'w:T1.result': 'none' })
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    await page.fill('/u/item/T2', {
      'w:T2.1.checks': 'd',
      'w:T2.1.what': '2021年6月第3期低压电工班，实操少上8学时，涉及32人',
      'w:T2.1.measure': '给这32人补足8学时',
      'w:T2.1.owner': '示例责任人 教务主任',
      'w:T2.1.due': '2022-03-11',
      'w:T2.1.rectified': 'done',
      'w:T2.1.more': 'end',
    })
    await page.send((await page.go('/u/item/T2')).text, { 'f:T2.1.proof': photo('a.png') })
    await page.fill('/u/item/T3', { 'w:T3.result': 'none' })
    await page.fill('/u/item/T4', { 'w:T4.result': 'na' })
    await page.fill('/u/item/T4', { 'w:T4.reason': '本机构不收取培训费用' })
    await page.fill('/u/item/T5', {
      'w:T5.rating': 'good',
      'w:T5.account': '教师8人，专职5人，兼职3人；每半年听课一次。',
    })
    await page.fill('/u/item/T6', { 'w:T6.published': await checksOf(page) })

    const submitted = await page.fill('/u/check', {})
    expect(submitted.status).toBe(200)
    expect(submitted.text).toContain('自查已提交，第1版。')
    expect(submitted.text).toContain('要报送：自查报告')
    const [inChat, onPage] = await filedRows()
    expect(onPage).toEqual(inChat)
  })

  test('the same form twice, at once or later, is one answer and one photo', async () => {
    const page = await visitor()
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    const { text } = await page.go('/u/item/T2')
    const twice = await Promise.all([1, 2].map(() => page.send(text, { 'f:T2.1.photos': photo('a.png') })))
    expect(
      [...twice, await page.send(text, { 'f:T2.1.photos': photo('a.png') })].map(({ status }) => status),
    ).toEqual([303, 303, 303])
    expect(((await pages.answers())['T2.1.photos'] as string[]).length).toBe(1)
    expect((await counts()).photos).toBe(1)
  })
})

describe.each(['sqlite-memory', 'postgres'] as const)('two at the same moment on %s', kind => {
  let own: UnitPages
  beforeAll(async () => {
    own = await startUnitPages(await createEmptyDatabase(kind))
    await own.say('甲', ...registerInstitution(creditCode(1)))
    return () => own.close()
  })
  const open = async () => {
    const page = createPageVisitor(own.url)
    await page.open(await own.link('甲'))
    return page
  }

  test('the later one sees both versions, and nothing is written until one is chosen', async () => {
    const [first, second] = [await open(), await open()]
    await first.fill('/u/item/T5', { 'w:T5.rating': 'good' })
    const { text } = await second.go('/u/item/T5')
    await first.fill('/u/item/T5', { 'w:T5.rating': 'weak', 'w:T5.account': '同事写的情况说明，教师8人。' })
    const conflict = await second.send(text, { 'w:T5.account': '我写的情况说明，教师9人。' })

    expect(conflict.status).toBe(409)
    expect(conflict.text).toContain('同事写的情况说明，教师8人。')
    expect(conflict.text).toContain('我写的情况说明，教师9人。')
    expect((await own.answers())['T5.account']).toBe('同事写的情况说明，教师8人。')

    expect((await second.send(conflict.text, {})).status).toBe(303)
    expect(await own.answers()).toMatchObject({
      'T5.rating': 'weak',
      'T5.account': '我写的情况说明，教师9人。',
    })
  })

  test('really at the same moment exactly one is written', async () => {
    const [first, second] = [await open(), await open()]
    const forms = [(await first.go('/u/item/T1')).text, (await second.go('/u/item/T1')).text]
    const sent = await Promise.all([
      first.send(forms[0]!, { 'w:T1.result': 'none' }),
      second.send(forms[1]!, { 'w:T1.result': 'unsure' }),
    ])
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const winner = sent[0]?.status === 303 ? 'none' : 'unsure'
    expect((await own.answers())['T1.result']).toBe(winner)
  })

  test('in chat the person is told, and what was answered on the page stands', async () => {
    expect(await own.say('甲', '自查')).toContain('【2/6】')
    await (await open()).fill('/u/item/T2', { 'w:T2.result': 'na', 'w:T2.reason': '' })
    expect(await own.say('甲', '存在')).toContain('这一题刚刚有人答过：不适用')
    expect((await own.answers())['T2.result']).toBe('na')
  })

  test('a submission of what someone else has changed since is not filed', async () => {
    const [page, other] = [await open(), await open()]
    await page.fill('/u/item/T2', { 'w:T2.reason': '本机构没有这一类班次' })
    await page.fill('/u/item/T5', { 'w:T5.rating': 'good' })
    await page.fill('/u/item/T6', { 'w:T6.published': await checksOf(page) })
    for (const item of ['T1', 'T3', 'T4'])
      await page.fill(`/u/item/${item}`, { [`w:${item}.result`]: 'none' })
    const { text } = await page.go('/u/check')
    await other.fill('/u/item/T5', { 'w:T5.rating': 'fair' })
    const refused = await page.send(text, {})
    expect(refused.status).toBe(409)
    expect(refused.text).toContain(content.phrases['self-check.changed'])
    const filed = await page.send(refused.text, {})
    expect(filed.text).toContain('自查已提交，第1版')
    expect((await page.send(refused.text, {})).text).toContain('自查已提交，第1版')
    expect(await own.database.db.selectFrom('filings').select('version').execute()).toEqual([{ version: 1 }])
  })
})

/** All that item 6 asks for. */
async function checksOf(page: ReturnType<typeof createPageVisitor>): Promise<string[]> {
  const { text } = await page.go('/u/item/T6')
  return [...text.matchAll(/name="w:T6.published" value="([a-z])"/g)].map(([, id]) => id ?? '')
}

describe('fields', () => {
  test('what is no answer keeps what was typed and says why, and the rest is recorded', async () => {
    const page = await visitor()
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    const wrong = await page.fill('/u/item/T2', {
      'w:T2.1.what': '少',
      'w:T2.1.due': '2021-01-01',
      'w:T2.1.owner': '教务主任',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('太短了，请至少写5个字。')
    expect(wrong.text).toContain('>\n少</textarea>')
    expect(wrong.text).toContain('value="2021-01-01"')
    expect(await pages.answers()).toEqual({ 'T2.result': 'present', 'T2.1.owner': '教务主任' })

    const emptied = await page.fill('/u/item/T2', { 'w:T2.1.owner': '' })
    expect(emptied.status).toBe(422)
    expect((await pages.answers())['T2.1.owner']).toBe('教务主任')
  })

  test('no text can bring markup along', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'</textarea>'
    await pages.say('乙', ...registerInstitution(creditCode(2), '"><b>某校</b>'))
    const page = await visitor('乙')
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    await page.fill('/u/item/T2', {
      'w:T2.1.checks': 'd',
      'w:T2.1.what': hostile,
      'w:T2.1.measure': hostile,
      'w:T2.1.owner': '"><b>x</b>',
      'w:T2.1.due': '2022-03-11',
      'w:T2.1.rectified': 'open',
      'w:T2.1.more': 'end',
    })
    const refused = await page.fill('/u/item/T2', { 'w:T2.1.due': hostile, 'w:T2.1.rectified': hostile })
    const shown = [refused.text]
    for (const path of ['/u', '/u/check', '/u/item/T2', `/u/item/${encodeURIComponent(hostile)}`])
      shown.push((await page.go(path)).text)
    for (const text of shown) {
      expect(text).not.toMatch(/<script|<img src=x|<b>/)
      expect(text.split('<textarea').length).toBe(text.split('</textarea').length)
    }
    expect(refused.text).toContain('&lt;script&gt;')
  })

  test('photos: shown to members only, only photos, no more than nine', async () => {
    await pages.say('乙', ...registerInstitution(creditCode(2)))
    const [page, stranger] = [await visitor('甲'), await visitor('乙')]
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    const item = async () => (await page.go('/u/item/T2')).text
    await page.send(await item(), { 'f:T2.1.photos': photo('a.png') })
    const [id = ''] = (await pages.answers())['T2.1.photos'] as string[]
    const seen = await page.go(`/u/photo/${id}`)
    expect(seen.headers.get('content-type')).toBe('image/png')
    expect(seen.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await stranger.go(`/u/photo/${id}`)).status).toBe(404)

    const other = await stranger.fill('/u/item/T2', { 'w:T2.result': 'present' })
    expect(other.status).toBe(303)
    await stranger.send((await stranger.go('/u/item/T2')).text, { 'k:T2.1.photos': id })
    expect((await stranger.go('/u/item/T2')).text).not.toContain(id)

    for (const bytes of [
      Buffer.from('<svg onload="alert(1)"/>'),
      Buffer.concat([PHOTO, Buffer.alloc(10 * 1024 * 1024)]),
    ]) {
      const refused = await page.send(await item(), { 'f:T2.1.photos': photo('b.png', bytes) })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('这张收不了')
    }
    const form = page.fieldsOf(await item())
    for (let n = 0; n < 9; n++) form.append('f:T2.1.photos', photo(`${n}.png`))
    const full = await page.go('/u/item/T2', { method: 'POST', body: form })
    expect(full.text).toContain('最多9张')
    expect((await pages.answers())['T2.1.photos']).toHaveLength(9)

    const fewer = page.fieldsOf(await item())
    fewer.delete('k:T2.1.photos')
    fewer.append('k:T2.1.photos', id)
    expect((await page.go('/u/item/T2', { method: 'POST', body: fewer })).status).toBe(303)
    expect((await pages.answers())['T2.1.photos']).toEqual([id])
  })
})

describe('nobody else sends forms', () => {
  test('without the token, with another’s, from another site or without a name nothing is recorded', async () => {
    await joined('乙')
    const [page, other] = [await visitor('甲'), await visitor('乙')]
    const { text } = await page.go('/u/item/T1')
    const strange = other.fieldsOf((await other.go('/u/item/T1')).text)
    const tries: [changes: Record<string, string>, headers: Record<string, string>][] = [
      [{ csrf: '' }, {}],
      [{ csrf: String(strange.get('csrf')) }, {}],
      [{ once: '' }, {}],
      [{}, { origin: 'https://example.com' }],
      [{}, { origin: 'null' }],
    ]
    for (const [changes, headers] of tries) {
      const body = page.fieldsOf(text)
      body.append('w:T1.result', 'none')
      for (const [name, value] of Object.entries(changes)) body.set(name, value)
      expect((await page.go('/u/item/T1', { method: 'POST', body, headers })).status).toBe(404)
    }
    const link = await pages.link('甲')
    const forged = await page.go(link, { method: 'POST', headers: { origin: 'https://example.com' } })
    expect(forged.status).toBe(404)
    expect(await pages.answers()).toEqual({})
    expect((await page.send(text, { 'w:T1.result': 'none' })).status).toBe(303)
  })

  test('who was removed while filling in records nothing', async () => {
    await joined('乙')
    const page = await visitor('乙')
    const { text } = await page.go('/u/item/T1')
    await pages.say('乙', '退出单位', '确定')
    expect((await page.send(text, { 'w:T1.result': 'none' })).status).toBe(404)
    expect(await pages.answers()).toEqual({})
  })

  test('pages are kept by no cache, framed by no site, and run no script', async () => {
    const { headers } = await (await visitor()).go('/u')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'.*script-src 'none'/)
  })

  test('too much at once is said plainly, whatever else is sent is no page', async () => {
    const page = await visitor()
    const form = page.fieldsOf((await page.go('/u/item/T1')).text)
    form.set('w:T1.result', 'x'.repeat(600_000))
    const large = await page.go('/u/item/T1', { method: 'POST', body: form })
    expect(large.status).toBe(413)
    expect(large.text).toContain('少选几张照片')
    const odd = await page.go('/u/item/T1', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(odd.status).toBe(404)
  })
})

describe('filings', () => {
  test('with receipt, time and hash, as asked, with their papers, and for the unit alone', async () => {
    await pages.say(
      '甲',
      '不存在',
      '不存在',
      '不存在',
      '不存在',
      '好',
      '教师8人，专职5人，兼职3人。',
      '都做到了',
      '提交自查',
    )
    await pages.say('乙', ...registerInstitution(creditCode(2)))
    const page = await visitor()
    const list = await page.go('/u/filings')
    const receipt = /ZC\d{8}-\w{8}/.exec(list.text)?.[0] ?? ''
    expect(list.text).toMatch(/2022年3月10日 \d\d:\d\d/)
    expect(list.text).toMatch(/[0-9a-f]{64}/)

    const filing = await page.go(`/u/filings/${receipt}`)
    expect(filing.text).toContain('【1/6】是否存在安全生产培训管理制度不健全')
    const paper = await page.go(`/u/filings/${receipt}/papers/1`)
    for (const { text } of [filing, paper]) expect(text).toContain('自查报告')
    expect(paper.text).toContain('我单位对2019年1月以来的安全生产培训工作进行了全面核查')
    const file = await page.go(`/u/filings/${receipt}/papers/1/file`)
    expect(file.headers.get('content-type')).toContain('wordprocessingml.document')
    expect(file.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('自查报告.docx')}`,
    )

    const stranger = await visitor('乙')
    for (const path of ['', '/papers/1', '/papers/1/file'])
      expect((await stranger.go(`/u/filings/${receipt}${path}`)).status).toBe(404)
    for (const path of ['/papers/3', '/papers/3/file', '/papers/x'])
      expect((await page.go(`/u/filings/${receipt}${path}`)).status).toBe(404)
  })
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
    return () => browser.close()
  })

  async function openPage(javaScriptEnabled: boolean, viewport = { width: 390, height: 844 }): Promise<Page> {
    const context = await browser.newContext({ viewport, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(await pages.link('甲'))
    await page.getByRole('button', { name: '打开' }).click()
    await page.waitForURL('**/u')
    return page
  }
  const isNarrow = (page: Page) => page.locator('html').evaluate(node => node.scrollWidth <= node.clientWidth)

  test('an item is filled without script, photo and all, and submitted', async () => {
    await pages.say('甲', '不存在')
    const page = await openPage(false)
    await page.getByRole('link', { name: '接着填' }).click()
    await page.getByLabel('存在', { exact: true }).check()
    await page.getByRole('button', { name: '存好' }).click()
    await page.getByText('已存好。这一项还有').waitFor()
    await page.getByLabel('压缩培训学时').check()
    await page.getByLabel('具体是什么问题').fill('少')
    await page.getByLabel('准备怎么改').fill('补足8学时')
    await page.getByLabel('谁负责').fill('示例责任人 教务主任')
    await page.getByLabel('什么时候改好').fill('2022-03-11')
    await page.getByLabel('未整改').check()
    await page.getByLabel('这一项没有别的问题了').check()
    const large = await page.screenshot()
    await page.getByLabel('加照片').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: large })
    await page.getByRole('button', { name: '存好' }).click()
    await page.getByRole('alert').getByRole('link', { name: '问题1 · 具体问题' }).click()
    await page.getByLabel('具体是什么问题').fill('2021年6月第3期低压电工班，实操少上8学时')
    await page.getByRole('button', { name: '存好' }).click()
    await page.getByRole('link', { name: '接着填：培训档案' }).waitFor()
    expect(
      await page
        .locator('.page-photos img')
        .evaluate((image: { naturalWidth?: number }) => image.naturalWidth),
    ).toBe(390)

    await pages.say('甲', '自查', '不存在', '不存在', '好', '教师8人，专职5人，兼职3人。', '都做到了')
    await page.getByRole('link', { name: '自查表' }).click()
    await page.getByRole('button', { name: '提交自查' }).click()
    await page.getByText('自查已提交，第1版').waitFor()
    for (const name of ['问题', '提交记录']) {
      await page.getByRole('link', { name, exact: true }).click()
      expect(await isNarrow(page)).toBe(true)
    }
    await page.getByRole('link', { name: '看这一版' }).click()
    await page.context().close()
  })

  test.each([390, 1280])(
    'at %i pixels and twice the letters nothing is cut off, and nothing is refused',
    async width => {
      await pages.say('甲', '存在')
      const page = await openPage(true, { width, height: 844 })
      const faults = watchFaults(page)
      for (const path of ['/u', '/u/check', '/u/item/T1', '/u/problems', '/u/filings']) {
        await page.goto(`${pages.url}${path}`)
        await page.locator('html').evaluate(node => {
          node.style.fontSize = '200%'
        })
        expect([path, await isNarrow(page)]).toEqual([path, true])
      }
      await page.goto(`${pages.url}/u/item/T1`)
      const unnamed = await page
        .locator('input:not([type=hidden]), textarea')
        .evaluateAll(
          all => all.filter((one: { labels?: ArrayLike<unknown> }) => one.labels?.length !== 1).length,
        )
      expect(unnamed).toBe(0)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('two versions stand beside each other', async () => {
    const page = await openPage(false)
    await page.goto(`${pages.url}/u/item/T5`)
    await (await visitor()).fill('/u/item/T5', { 'w:T5.account': '同事写的情况说明，教师8人。' })
    await page.getByLabel('较好', { exact: true }).check()
    await page.getByLabel('请写几句说明').fill('我写的情况说明，教师9人，专职5人。')
    await page.getByRole('button', { name: '存好' }).click()
    await page.getByText('有人改过这一项').waitFor()
    await page.getByRole('button', { name: '改成我填的' }).click()
    await page.getByText('已存好，这一项填好了').waitFor()
    expect(await pages.answers()).toMatchObject({
      'T5.rating': 'fair',
      'T5.account': '我写的情况说明，教师9人，专职5人。',
    })
    await page.context().close()
  })
})

async function counts(): Promise<Record<string, number>> {
  const { db } = pages.database
  const tables = ['self_checks', 'filings', 'photos'] as const
  const found = tables.map(async table => {
    const rows = await db.selectFrom(table).selectAll().execute()
    return [table, rows.length]
  })
  return Object.fromEntries(await Promise.all(found))
}

/** What each filing's rows say, in the order of filing. */
async function filedRows(): Promise<unknown[]> {
  const rows = await pages.database.db.selectFrom('filings').select('snapshot').orderBy('filed_at').execute()
  return rows.map(({ snapshot }) =>
    JSON.parse(snapshot).rows.map((row: Record<string, string>) => [row.path, row.question, row.shown]),
  )
}
