import type { Menu } from './menu-content.ts'

/** A button in the shape of WeChat's menu/create (wechat-platform §8). */
export type MenuButton = {
  name: string
  sub_button: ({ type: 'click'; name: string; key: string } | { type: 'view'; name: string; url: string })[]
}

export function toMenuButtons({ buttons }: Pick<Menu, 'buttons'>): MenuButton[] {
  return buttons.map(({ name, sub }) => ({
    name,
    sub_button: sub.map(each => ('key' in each ? { type: 'click', ...each } : { type: 'view', ...each })),
  }))
}
