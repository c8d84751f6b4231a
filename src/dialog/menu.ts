import type { Menu } from './menu-content.ts'

type SubButton = Menu['buttons'][number]['sub'][number]

/** A button in the shape of WeChat's menu/create (wechat-platform §8). */
export type MenuButton = {
  name: string
  sub_button: ({ type: 'click'; name: string; key: string } | { type: 'view'; name: string; url: string })[]
}

/** `address` is where people reach the product's pages, without a closing slash. */
export function toMenuButtons({ buttons }: Pick<Menu, 'buttons'>, address: string): MenuButton[] {
  return buttons.map(({ name, sub }) => ({ name, sub_button: sub.map(each => entryOf(each, address)) }))
}

function entryOf(entry: SubButton, address: string): MenuButton['sub_button'][number] {
  if ('key' in entry) return { type: 'click', ...entry }
  const { name } = entry
  return { type: 'view', name, url: 'url' in entry ? entry.url : `${address}/u/${entry.page}` }
}
