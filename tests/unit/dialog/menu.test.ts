import { expect, it } from 'vitest'
import { toMenuButtons } from '../../../src/dialog/menu.ts'
import { Menu } from '../../../src/dialog/menu-content.ts'

const menu = (name: string, sub: string) => ({
  buttons: [{ name, sub: [{ name: sub, key: 'go' }] }],
  commands: {},
})

it('gives the shape of menu/create', () => {
  const buttons = [
    {
      name: '自查',
      sub: [
        { name: '开始', key: 'self-check' },
        { name: '查证', url: 'http://cx.mem.gov.cn' },
        { name: '订阅提醒', page: 'subscribe' as const },
      ],
    },
  ]
  expect(toMenuButtons({ buttons }, 'https://anpei.test')).toEqual([
    {
      name: '自查',
      sub_button: [
        { type: 'click', name: '开始', key: 'self-check' },
        { type: 'view', name: '查证', url: 'http://cx.mem.gov.cn' },
        { type: 'view', name: '订阅提醒', url: 'https://anpei.test/u/subscribe' },
      ],
    },
  ])
})

it.each([
  ['四个汉字', '八个汉字刚好可以', true],
  ['五个汉字了', '短', false],
  ['短', '九个汉字就会被截断了', false],
  ['ABCDEFGH', '短', true],
  ['ABCDEFGHI', '短', false],
  ['', '短', false],
])('a button %s with %s: %s', (name, sub, fits) => {
  expect(Menu.safeParse(menu(name, sub)).success).toBe(fits)
})

it('has three buttons of five at most', () => {
  const { buttons } = menu('一', '二')
  const [button] = buttons
  if (!button) throw new Error('no button')
  const times = (count: number) => Array.from({ length: count })
  expect(Menu.safeParse({ buttons: times(3).map(() => button), commands: {} }).success).toBe(true)
  expect(Menu.safeParse({ buttons: times(4).map(() => button), commands: {} }).success).toBe(false)
  expect(
    Menu.safeParse({ buttons: [{ ...button, sub: times(6).map(() => button.sub[0]) }], commands: {} })
      .success,
  ).toBe(false)
  expect(Menu.safeParse({ buttons: [{ ...button, sub: [] }], commands: {} }).success).toBe(false)
})
