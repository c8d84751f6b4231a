import { NEGATIONS } from './plain-part.ts'

/** Zero-width marks, variation selectors and the keycap of 1️⃣ carry no meaning here. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\p{Me}]/gu

/** ❶ ➀ ➊ and their fellows; Unicode folds ① to 1 but leaves these alone. They stand in three rows of ten. */
const DINGBAT_DIGITS = /[\u2776-\u2793]/g

/** Labels, and most of what is typed, are folded already; comparing with every label of a list would fold each anew. */
const FOLDED = /^[\x21-\x7e\u3001\u3002\u4e00-\u9fff]*$/

const OPENING = /^[\s"'“”‘’「『【《(]+/
const CLOSING = /[\s"'“”‘’」』】》)。.,!、;:~…-]+$/
/** 好的 and 好了 stay: they nod, where 好 may be a mark to be given. */
const PARTICLES = /(?<=[^好]|..)[的吧了啊呀啦哦]+$/

/** 不存在了 says that it was there before, which 不存在 does not. */
const NO_LONGER = new RegExp(`[${NEGATIONS}].*了$`)

/** One form for what looks the same: half width, plain digits for circled ones, single spaces, no space around. */
export function foldText(text: string): string {
  if (FOLDED.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(DINGBAT_DIGITS, digit => String(((digit.charCodeAt(0) - 0x2776) % 10) + 1))
    .replace(/\s+/g, ' ')
    .trim()
}

/** `foldText` for comparing: lower case and no spaces at all. */
export function matchKey(text: string): string {
  return foldText(text).toLowerCase().replaceAll(' ', '')
}

/**
 * Takes quotes, closing punctuation and sentence particles off a match key. A question mark stays, for a question is no
 * answer; square brackets stay, for `[OK]` is how WeChat writes a sticker.
 */
export function bare(key: string): string {
  const plain = key.replace(OPENING, '').replace(CLOSING, '')
  return NO_LONGER.test(plain) ? plain : plain.replace(PARTICLES, '').replace(CLOSING, '')
}
