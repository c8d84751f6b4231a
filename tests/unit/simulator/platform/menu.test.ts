import { describe, expect, test } from 'vitest'
import { toMenuButtons } from '../../../../src/dialog/menu.ts'
import { menuFault } from '../../../../src/simulator/platform/menu.ts'
import type { MenuButton } from '../../../../src/wechat/api/menu.ts'
import { content } from '../../../support/content.ts'
import { createTestPlatform } from '../../../support/platform-api.ts'

const click = (name = '菜单', key = 'menu'): MenuButton => ({ type: 'click', name, key })
const view = (url: string): MenuButton => ({ type: 'view', name: '网页', url })
const under = (...subs: MenuButton[]): MenuButton[] => [{ name: '更多', sub_button: subs }]
const times = <T>(count: number, item: T): T[] => Array<T>(count).fill(item)

test.each<[number | null, string, MenuButton[]]>([
  [40016, 'no button', []],
  [40016, 'four buttons', times(4, click())],
  [40017, 'a type nobody knows', [{ ...click(), type: 'dance' }]],
  [40017, 'neither type nor sub-buttons', [{ name: '菜单' }]],
  [40018, 'no name', [click('')]],
  [40018, 'a name over 16 bytes', [click('六个汉字太长')]],
  [null, 'a name of 15 bytes', [click('五个字的名')]],
  [40018, 'a name over 16 bytes above sub-buttons', [{ name: '六个汉字太长', sub_button: [click()] }]],
  [40019, 'a tap without a key', [click('菜单', '')]],
  [40019, 'a key over 128 bytes', [click('菜单', 'k'.repeat(129))]],
  [null, 'a key of 128 bytes', [click('菜单', 'k'.repeat(128))]],
  [40020, 'a page without an address', [view('')]],
  [40020, 'an address over 1024 bytes', [view(`http://a.cn/${'x'.repeat(1013)}`)]],
  [40055, 'an address that is none', [view('cx.mem.gov.cn')]],
  [40023, 'six sub-buttons', under(...times(6, click()))],
  [40024, 'a sub-button of a type nobody knows', under({ ...click(), type: 'dance' })],
  [40024, 'a third level', under({ name: '更多', sub_button: [click()] })],
  [40025, 'a sub-button’s name over 60 bytes', under(click('字'.repeat(21)))],
  [null, 'a sub-button’s name of 60 bytes', under(click('字'.repeat(20)))],
  [40026, 'a sub-button’s tap without a key', under(click('菜单', ''))],
  [40027, 'a sub-button’s page without an address', under(view(''))],
  [40054, 'a sub-button’s address that is none', under(view('javascript:alert(1)'))],
  [65316, 'four domains', under(...['a', 'b', 'c', 'd'].map(host => view(`http://${host}.cn/`)))],
  [null, 'three domains', under(...['a', 'b', 'c', 'c'].map(host => view(`http://${host}.cn/`)))],
  [
    null,
    'other kinds',
    [
      { type: 'media_id', name: '图片' },
      { type: 'location_select', name: '位置', key: 'k' },
    ],
  ],
])('%s: %s', (code, _, buttons) => {
  expect(menuFault(buttons)).toBe(code)
})

describe('published', () => {
  const CREATE = '/cgi-bin/menu/create'

  test('the product’s own menu passes and is read back', async () => {
    let changes = 0
    const api = createTestPlatform({ onMenuChange: () => changes++ })
    expect(await api.get('/cgi-bin/menu/get')).toMatchObject({ errcode: 46003 })
    expect(await api.get('/cgi-bin/get_current_selfmenu_info')).toEqual({ is_menu_open: 0 })

    const button = toMenuButtons(content.menu, 'https://anpei.test')
    expect(await api.post(CREATE, { button })).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(api.platform.menu()).toEqual(button)
    const withEmpty = button.map(top => ({
      ...top,
      sub_button: top.sub_button.map(sub => ({ ...sub, sub_button: [] })),
    }))
    expect(await api.get('/cgi-bin/menu/get')).toEqual({ menu: { button: withEmpty } })
    expect(await api.get('/cgi-bin/get_current_selfmenu_info')).toEqual({
      is_menu_open: 1,
      selfmenu_info: {
        button: button.map(({ name, sub_button }) => ({ name, sub_button: { list: sub_button } })),
      },
    })

    expect(await api.get('/cgi-bin/menu/delete')).toMatchObject({ errcode: 0 })
    expect(api.platform.menu()).toBeNull()
    expect(changes).toBe(2)
  })

  test('a faulty one leaves the menu before', async () => {
    const api = createTestPlatform()
    await api.post(CREATE, { button: [click()] })
    expect(await api.post(CREATE, { button: [] })).toMatchObject({ errcode: 40016 })
    expect(await api.post(CREATE, '{"button":[{"type":"click","name":"\\u83dc","key":"k"}]}')).toMatchObject({
      errcode: 40033,
    })
    expect(api.platform.menu()).toEqual([click()])
  })
})
