import { z } from 'zod'
import type { MenuButton } from '../../wechat/api/menu.ts'
import { accept, type Outcome, refuse } from './answer.ts'
import { type Endpoints, withRawJson } from './endpoint.ts'
import type { ErrorCode } from './error-codes.ts'

const text = z.string().optional().catch(undefined)
const Button: z.ZodType<MenuButton> = z.lazy(() =>
  z.object({
    name: z.string().catch(''),
    type: text,
    key: text,
    url: text,
    sub_button: z.array(Button).optional().catch(undefined),
  }),
)
const Menu = z.object({ button: z.array(Button).catch([]) })

const TAPPED = [
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
]
const OTHERS = ['view', 'miniprogram', 'media_id', 'view_limited', 'article_id', 'article_view_limited']
const KEY_BYTES = 128
const URL_BYTES = 1024
/** Beyond the account's own domain (65316). */
const DOMAINS = 3

type Level = { name: number } & Record<'nameCode' | 'type' | 'key' | 'url' | 'domain', ErrorCode>
const TOP: Level = { name: 16, nameCode: 40018, type: 40017, key: 40019, url: 40020, domain: 40055 }
const SUB: Level = { name: 60, nameCode: 40025, type: 40024, key: 40026, url: 40027, domain: 40054 }

/** The custom menu (wechat-platform §8). `onChange` hears of every publication and removal. */
export function createPublishedMenu(onChange: () => void) {
  let published: MenuButton[] | null = null

  function set(menu: MenuButton[] | null): Outcome {
    published = menu
    onChange()
    return accept()
  }

  const endpoints: Endpoints = {
    '/cgi-bin/menu/create': {
      method: 'POST',
      needs: 'menu',
      daily: 1_000,
      run: withRawJson(Menu, ({ button }) => {
        const fault = menuFault(button)
        return fault === null ? set(button) : refuse(fault)
      }),
    },
    '/cgi-bin/menu/get': {
      method: 'GET',
      needs: 'menu',
      run: () => (published ? { fields: { menu: { button: published.map(withSubs) } } } : refuse(46003)),
    },
    '/cgi-bin/menu/delete': { method: 'GET', needs: 'menu', daily: 1_000, run: () => set(null) },
    '/cgi-bin/get_current_selfmenu_info': {
      method: 'GET',
      run: () => ({ fields: selfMenu(published) }),
    },
  }
  return { endpoints, current: () => published }
}

/** Unlike menu/get it wraps sub-buttons in a list. */
function selfMenu(published: MenuButton[] | null): object {
  if (!published) return { is_menu_open: 0 }
  const button = published.map(({ sub_button: subs, ...rest }) =>
    subs?.length ? { ...rest, sub_button: { list: subs } } : rest,
  )
  return { is_menu_open: 1, selfmenu_info: { button } }
}

function withSubs({ sub_button: subs = [], ...rest }: MenuButton): MenuButton {
  return { ...rest, sub_button: subs.map(withSubs) }
}

/** The first rule that the menu breaks; null: none. */
export function menuFault(buttons: readonly MenuButton[]): ErrorCode | null {
  if (buttons.length < 1 || buttons.length > 3) return 40016
  for (const { sub_button: subs = [], ...top } of buttons) {
    const fault = subs.length > 0 ? nameFault(top, TOP) : buttonFault(top, TOP)
    if (fault) return fault
    if (subs.length > 5) return 40023
    for (const sub of subs) {
      const subFault = buttonFault(sub, SUB)
      if (subFault) return subFault
    }
  }
  return domainsOf(buttons).size > DOMAINS ? 65316 : null
}

function nameFault({ name }: MenuButton, level: Level): ErrorCode | null {
  return isWithin(name, level.name) ? null : level.nameCode
}

function buttonFault(button: MenuButton, level: Level): ErrorCode | null {
  const { type = '', key = '', url = '' } = button
  const fault = nameFault(button, level)
  if (fault) return fault
  if (TAPPED.includes(type)) return isWithin(key, KEY_BYTES) ? null : level.key
  if (type !== 'view' && type !== 'miniprogram') return OTHERS.includes(type) ? null : level.type
  if (!isWithin(url, URL_BYTES)) return level.url
  return hostOf(url) === null ? level.domain : null
}

function domainsOf(buttons: readonly MenuButton[]): Set<string | null> {
  const leaves = buttons.flatMap(({ sub_button: subs, ...top }) => (subs?.length ? subs : [top]))
  return new Set(leaves.filter(({ url }) => url).map(({ url = '' }) => hostOf(url)))
}

function hostOf(url: string): string | null {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).host : null
}

const isWithin = (words: string, bytes: number) => words !== '' && Buffer.byteLength(words) <= bytes
