import { expect, test } from 'vitest'
import { ANNA, BORIS, createTestPlatform } from '../../../support/platform-api.ts'

function start() {
  const api = createTestPlatform()
  for (const openid of [ANNA, BORIS]) api.platform.hear(openid, { kind: 'follow' })
  const create = async (name: string) => api.post('/cgi-bin/tags/create', { tag: { name } })
  const tag = async (tagid: unknown, ...openid_list: string[]) =>
    (await api.post('/cgi-bin/tags/members/batchtagging', { tagid, openid_list })).errcode
  const tagsOf = async (openid: string) => (await api.post('/cgi-bin/tags/getidlist', { openid })).tagid_list
  return { ...api, create, tag, tagsOf }
}

test('made, given to people, counted, renamed, taken back, removed', async () => {
  const api = start()
  expect(await api.create('机构')).toEqual({ tag: { id: 100, name: '机构' } })
  expect(await api.tag(100, ANNA, BORIS)).toBe(0)
  expect((await api.get('/cgi-bin/tags/get')).tags).toEqual([
    { id: 2, name: '星标组', count: 0 },
    { id: 100, name: '机构', count: 2 },
  ])
  const rename = { tag: { id: 100, name: '培训机构' } }
  expect((await api.post('/cgi-bin/tags/update', rename)).errcode).toBe(0)
  const one = { tagid: 100, openid_list: [ANNA] }
  expect((await api.post('/cgi-bin/tags/members/batchuntagging', one)).errcode).toBe(0)
  expect([await api.tagsOf(ANNA), await api.tagsOf(BORIS)]).toEqual([[], [100]])
  expect((await api.post('/cgi-bin/tags/delete', { tag: { id: 100 } })).errcode).toBe(0)
  expect(await api.tagsOf(BORIS)).toEqual([])
})

test('names: none, the same again, over 30 characters', async () => {
  const { create } = start()
  await create('企业')
  const codes = [await create(''), await create('企业'), await create('企'.repeat(31))].map(
    ({ errcode }) => errcode,
  )
  expect(codes).toEqual([45157, 45157, 45158])
  expect((await create('企'.repeat(30))).errcode).toBeUndefined()
})

test('100 tags, 20 of them on one person, 50 people in one call', async () => {
  const { create, tag } = start()
  for (let count = 0; count < 100; count++) await create(`t${count}`)
  expect((await create('one more')).errcode).toBe(45056)
  for (let id = 100; id < 120; id++) expect(await tag(id, ANNA)).toBe(0)
  expect([await tag(120, ANNA), await tag(119, ANNA), await tag(120, BORIS)]).toEqual([45059, 0, 0])
  expect(await tag(100, ...Array<string>(51).fill(ANNA))).toBe(40032)
  expect(await tag(100)).toBe(40032)
})

test('the platform’s own tags stay; wrong ids and openids change nobody', async () => {
  const api = start()
  await api.create('机构')
  expect((await api.post('/cgi-bin/tags/update', { tag: { id: 2, name: 'x' } })).errcode).toBe(45058)
  expect((await api.post('/cgi-bin/tags/delete', { tag: { id: 999 } })).errcode).toBe(45159)
  expect(await api.tag('?', ANNA)).toBe(45159)
  expect(await api.tag(100, ANNA, 'oNobody')).toBe(40003)
  api.platform.hear(BORIS, { kind: 'unfollow' })
  expect(await api.tag(100, ANNA, BORIS)).toBe(49003)
  expect(await api.tagsOf(ANNA)).toEqual([])
  expect((await api.post('/cgi-bin/tags/getidlist', { openid: 'oNobody' })).errcode).toBe(40003)
})
