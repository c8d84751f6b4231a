import type { ApiFailure } from './failures.ts'
import type { MenuButton } from './menu.ts'
import { remedyOf } from './remedies.ts'

/** A menu as an operator reads it, a button per line. */
export function menuLines(buttons: readonly MenuButton[], indent = ''): string[] {
  return buttons.flatMap(({ name, key, url, sub_button = [] }) => {
    const does = [key && `key ${key}`, url].filter(Boolean).join('  ')
    return [`${indent}${name}${does && `  ${does}`}`, ...menuLines(sub_button, `${indent}  `)]
  })
}

/** `3 buttons with 12 entries`. */
export function menuSize(buttons: readonly MenuButton[]): string {
  const entries = buttons.flatMap(each => each.sub_button ?? [])
  return `${buttons.length} buttons with ${entries.length} entries`
}

/** Why a menu was not published, and what to do. */
export function menuRemedy(failure: ApiFailure): string {
  const fault = FAULTS[failure.errcode]
  return fault ? `WeChat refuses the menu (${failure.errcode}): ${fault}; mend menu.yaml` : remedyOf(failure)
}

const FAULTS: Readonly<Record<number, string>> = {
  40015: 'a type of button it does not know',
  40016: 'there are 1 to 3 buttons, and 1 to 5 entries under each',
  40017: 'a type of button it does not know',
  40018: 'a button’s name is longer than 16 bytes (5 Chinese characters)',
  40019: 'a button’s key is longer than 128 bytes',
  40020: 'a button’s address is longer than 1024 bytes',
  40022: 'entries cannot have entries below them',
  40023: 'there are 1 to 5 entries under each button',
  40024: 'a type of entry it does not know',
  40025: 'an entry’s name is longer than 60 bytes (20 Chinese characters)',
  40026: 'an entry’s key is longer than 128 bytes',
  40027: 'an entry’s address is longer than 1024 bytes',
  40054: 'an entry’s address is not allowed: it begins with http:// or https:// and names a real domain',
  40055: 'a button’s address is not allowed: it begins with http:// or https:// and names a real domain',
  65316: 'its addresses lead to more than three outside domains',
}
