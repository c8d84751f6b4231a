import { describe, expect, it } from 'vitest'
import { memoryValues } from '../../../support/memory-values.ts'
import { BASE, stageApi } from '../../../support/scripted-wechat.ts'

const values = memoryValues()

const MENU = [
  {
    name: '我的自查',
    sub_button: [
      { type: 'click', name: '开始自查', key: 'self-check' },
      { type: 'view', name: '证书查询', url: 'http://cx.mem.gov.cn' },
    ],
  },
]

describe('the menu', () => {
  it('is published as it stands', async () => {
    const { api, wechat } = stageApi(values)
    await api.publishMenu(MENU)
    expect(wechat.asked[0]).toMatchObject({ path: '/cgi-bin/menu/create', body: { button: MENU } })
  })

  it('is read back, and what this product does not know of it is left out', async () => {
    const { api, wechat } = stageApi(values)
    const button = [
      {
        ...MENU[0],
        sub_button: [{ type: 'click', name: '继续', key: 'continue', sub_button: [], news_info: {} }],
      },
    ]
    wechat.on('/cgi-bin/menu/get', { menu: { button, menuid: 208396938 } })
    expect(await api.readMenu()).toEqual([
      { name: '我的自查', sub_button: [{ type: 'click', name: '继续', key: 'continue', sub_button: [] }] },
    ])
  })

  it('may not be there, which is no mistake', async () => {
    const { api, wechat, world } = stageApi(values)
    wechat.on('/cgi-bin/menu/get', { errcode: 46_003, errmsg: 'menu no exist' })
    expect([await api.readMenu(), world.lines]).toEqual([null, []])
  })

  it('may be refused', async () => {
    const { api, wechat } = stageApi(values)
    wechat.on('/cgi-bin/menu/create', { errcode: 40_018, errmsg: 'invalid button name size' })
    await expect(api.publishMenu(MENU)).rejects.toMatchObject({ kind: 'invalid', errcode: 40_018 })
  })
})

describe('a scene code', () => {
  const answer = {
    ticket: 'gQH47joAAAA+/==',
    expire_seconds: 60,
    url: 'http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI',
  }
  const scene = (scene_str: string) => ({ action_info: { scene: { scene_str } } })

  it.each([
    [{ days: 7 }, { action_name: 'QR_STR_SCENE', expire_seconds: 604_800 }],
    [{ days: 90 }, { action_name: 'QR_STR_SCENE', expire_seconds: 2_592_000 }],
    [{}, { action_name: 'QR_LIMIT_STR_SCENE' }],
    [undefined, { action_name: 'QR_LIMIT_STR_SCENE' }],
  ])('for %j is %j', async (options, action) => {
    const { api, wechat } = stageApi(values)
    wechat.on('/cgi-bin/qrcode/create', answer)
    expect(await api.createSceneQr('unit:a1b2', options)).toEqual({
      ticket: answer.ticket,
      url: answer.url,
      imageUrl: 'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQH47joAAAA%2B%2F%3D%3D',
    })
    expect(wechat.asked[0]?.body).toEqual({ ...action, ...scene('unit:a1b2') })
  })
})

describe('tags', () => {
  it('are made, listed, put on people and taken off', async () => {
    const { api, wechat } = stageApi(values)
    wechat.on('/cgi-bin/tags/create', { tag: { id: 134, name: '企业' } })
    wechat.on('/cgi-bin/tags/get', {
      tags: [
        { id: 2, name: '星标组', count: 0 },
        { id: 134, name: '企业', count: 7 },
      ],
    })
    expect(await api.createTag('企业')).toBe(134)
    expect((await api.listTags()).at(-1)).toEqual({ id: 134, name: '企业', count: 7 })
    await api.tagPeople(134, ['o1', 'o2'])
    await api.untagPeople(134, ['o1'])
    expect(wechat.asked.map(({ path, body }) => [path, body])).toEqual([
      ['/cgi-bin/tags/create', { tag: { name: '企业' } }],
      ['/cgi-bin/tags/get', undefined],
      ['/cgi-bin/tags/members/batchtagging', { tagid: 134, openid_list: ['o1', 'o2'] }],
      ['/cgi-bin/tags/members/batchuntagging', { tagid: 134, openid_list: ['o1'] }],
    ])
  })

  it.each([45_056, 45_057, 45_058, 45_059, 45_157, 45_158, 45_159])(
    'may be refused with %i',
    async errcode => {
      const { api, wechat } = stageApi(values)
      wechat.on('/cgi-bin/tags/create', { errcode, errmsg: 'no' })
      await expect(api.createTag('企业')).rejects.toMatchObject({ kind: 'invalid', errcode })
    },
  )
})

describe('templates', () => {
  it('of template messages are listed with their fields', async () => {
    const { api, wechat } = stageApi(values)
    wechat.on('/cgi-bin/template/get_all_private_template', {
      template_list: [
        {
          template_id: 'iPk5sOIt5X',
          title: '报送期限提醒',
          primary_industry: '',
          deputy_industry: '',
          content:
            '事项：{{thing1.DATA}}\n截止时间: { {time2.DATA} }\n\n单位:{{thing3.DATA}}\n{{remark.DATA}}',
          example: '事项：自查报告',
        },
      ],
    })
    expect(await api.listTemplates()).toEqual([
      {
        id: 'iPk5sOIt5X',
        title: '报送期限提醒',
        fields: [
          { key: 'thing1', label: '事项' },
          { key: 'time2', label: '截止时间' },
          { key: 'thing3', label: '单位' },
          { key: 'remark', label: '' },
        ],
      },
    ])
  })

  it('of subscription messages have a term, and the words that are registered for a field', async () => {
    const { api, wechat } = stageApi(values)
    const one = {
      title: '举报进展',
      content: '事项:{{thing1.DATA}}\n状态:{{enum_string2.DATA}}\n',
      example: '',
    }
    wechat.on('/wxaapi/newtmpl/gettemplate', {
      errcode: 0,
      data: [
        {
          ...one,
          priTmplId: 'a',
          type: 3,
          keywordEnumValueList: [{ keywordCode: 'enum_string2', enumValueList: ['已受理', '已办结'] }],
        },
        { ...one, priTmplId: 'b', type: 2 },
        { ...one, priTmplId: 'c' },
      ],
    })
    const listed = await api.listSubscriptionTemplates()
    expect(listed.map(({ id, term }) => [id, term])).toEqual([
      ['a', 'long-term'],
      ['b', 'one-time'],
      ['c', 'unknown'],
    ])
    expect(listed.map(({ fields }) => fields[1])).toEqual([
      { key: 'enum_string2', label: '状态', values: ['已受理', '已办结'] },
      { key: 'enum_string2', label: '状态' },
      { key: 'enum_string2', label: '状态' },
    ])
  })
})

it('the quota of an API is read by its path', async () => {
  const { api, wechat } = stageApi(values)
  wechat.on('/cgi-bin/openapi/quota/get', {
    errcode: 0,
    quota: { daily_limit: 100_000, used: 12, remain: 99_988 },
  })
  expect(await api.readQuota('/cgi-bin/message/template/send')).toEqual({
    limit: 100_000,
    used: 12,
    left: 99_988,
  })
  expect(wechat.asked[0]?.body).toEqual({ cgi_path: '/cgi-bin/message/template/send' })
})

it('every request goes to the base that is configured', async () => {
  const seen: string[] = []
  const stage = stageApi(values)
  const fetch: typeof globalThis.fetch = (input, init) => {
    seen.push(new URL(String(input)).origin)
    return stage.wechat.fetch(input, init)
  }
  await stageApi(values, { fetch, wechat: stage.wechat }).api.publishMenu(MENU)
  expect(new Set(seen)).toEqual(new Set([BASE]))
})
