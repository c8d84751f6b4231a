import { z } from 'zod'
import type { Call } from './call.ts'
import { ApiFailure } from './failures.ts'
import { readJson } from './read-json.ts'

/** A button of the account's menu: it has a type, or sub-buttons (wechat-platform §8). */
export type MenuButton = {
  name: string
  type?: string | undefined
  key?: string | undefined
  url?: string | undefined
  sub_button?: MenuButton[] | undefined
}

export type AccountMenu = {
  /** Takes the place of the menu before; phones show it within five minutes. Rejects with ApiFailure. */
  publishMenu(buttons: readonly MenuButton[]): Promise<void>
  /** What is published; null: none is. */
  readMenu(): Promise<MenuButton[] | null>
}

const Button: z.ZodType<MenuButton> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string().optional(),
    key: z.string().optional(),
    url: z.string().optional(),
    sub_button: z.array(Button).optional(),
  }),
)
const Published = z.object({ menu: z.object({ button: z.array(Button) }) })

const NO_MENU = 46_003

export function createMenu(call: Call): AccountMenu {
  return {
    async publishMenu(buttons) {
      await call({ path: '/cgi-bin/menu/create', body: { button: buttons } }, readJson(z.unknown()))
    },
    async readMenu() {
      try {
        const request = { path: '/cgi-bin/menu/get', expects: [NO_MENU] }
        return (await call(request, readJson(Published))).menu.button
      } catch (thrown) {
        if (thrown instanceof ApiFailure && thrown.errcode === NO_MENU) return null
        throw thrown
      }
    },
  }
}
