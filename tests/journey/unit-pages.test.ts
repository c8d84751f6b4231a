import { beforeEach, describe, expect, test } from 'vitest'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPageVisitor, photoFile } from '../support/page-visitor.ts'
import { PHOTO } from '../support/stage.ts'
import { startUnitPages, type UnitPages } from '../support/unit-pages.ts'

let pages: UnitPages
beforeEach(async () => {
  pages = await startUnitPages(await createEmptyDatabase('sqlite-memory'))
  await pages.say('甲', ...registerInstitution(creditCode(1)))
  return () => pages.close()
})

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
    expect(closed.text).toContain('链接打不开了，请回到聊天里发“页面”取新链接')
    const used = await pages.link('甲')
    await createPageVisitor(pages.url).open(used)
    const expired = await pages.link('甲')
    await pages.joins('乙')
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
    await pages.joins('乙')
    const [first, second] = [await pages.visitor('甲'), await pages.visitor('乙')]
    expect((await second.go('/u')).status).toBe(200)
    await pages.say('乙', '退出单位', '确定')
    expect((await second.go('/u')).status).toBe(404)
    expect((await first.go('/u')).status).toBe(200)
    pages.world.wall.advance(2 * 3_600_000)
    expect((await first.go('/u')).status).toBe(404)
  })
})

describe('fields', () => {
  test('what is no answer keeps what was typed and says why, and the rest is recorded', async () => {
    const page = await pages.visitor()
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
    const page = await pages.visitor('乙')
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
    const [page, stranger] = [await pages.visitor('甲'), await pages.visitor('乙')]
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    const item = async () => (await page.go('/u/item/T2')).text
    await page.send(await item(), { 'f:T2.1.photos': photoFile('a.png') })
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
      const refused = await page.send(await item(), { 'f:T2.1.photos': photoFile('b.png', bytes) })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('这张收不了')
    }
    const form = page.fieldsOf(await item())
    for (let n = 0; n < 9; n++) form.append('f:T2.1.photos', photoFile(`${n}.png`))
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
    await pages.joins('乙')
    const [page, other] = [await pages.visitor('甲'), await pages.visitor('乙')]
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

  test('the same member’s form outlives another link, and the end of its session where a link was opened since', async () => {
    const page = await pages.visitor()
    const { text } = await page.go('/u/item/T1')
    await page.open(await pages.link('甲'))
    expect((await page.send(text, { 'w:T1.result': 'none' })).status).toBe(303)
    pages.world.wall.advance(2 * 3_600_000)
    const late = (await page.go('/u/item/T2')).status
    const expired = await page.send(text, { 'w:T1.result': 'present' })
    expect([late, expired.status]).toEqual([404, 404])
    expect(expired.text).toContain('刚才填的还没有存')
    await page.open(await pages.link('甲'))
    const { text: next } = await page.go('/u/item/T2')
    pages.world.wall.advance(23 * 3_600_000)
    await page.open(await pages.link('甲'))
    expect((await page.send(next, { 'w:T2.result': 'none' })).status).toBe(303)
    pages.world.wall.advance(48 * 3_600_000)
    await page.open(await pages.link('甲'))
    expect((await page.send(next, { 'w:T2.result': 'present' })).status).toBe(404)
    expect(await pages.answers()).toEqual({ 'T1.result': 'none', 'T2.result': 'none' })
  })

  test('who was removed while filling in records nothing', async () => {
    await pages.joins('乙')
    const page = await pages.visitor('乙')
    const { text } = await page.go('/u/item/T1')
    await pages.say('乙', '退出单位', '确定')
    expect((await page.send(text, { 'w:T1.result': 'none' })).status).toBe(404)
    expect(await pages.answers()).toEqual({})
  })

  test('pages are kept by no cache, framed by no site, and run no script', async () => {
    const { headers } = await (await pages.visitor()).go('/u')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'.*script-src 'none'/)
  })

  test('too much at once is said plainly, whatever else is sent is no page', async () => {
    const page = await pages.visitor()
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
    const page = await pages.visitor()
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

    const stranger = await pages.visitor('乙')
    for (const path of ['', '/papers/1', '/papers/1/file'])
      expect((await stranger.go(`/u/filings/${receipt}${path}`)).status).toBe(404)
    for (const path of ['/papers/3', '/papers/3/file', '/papers/x'])
      expect((await page.go(`/u/filings/${receipt}${path}`)).status).toBe(404)
  })
})
