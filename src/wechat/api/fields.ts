/**
 * What a field of a template or a subscription message takes (wechat-platform §5.1, §5.2). WeChat refuses the whole
 * message for one field that is too long, empty, or of another kind; a line end would cut the value off.
 */

type Fit = (text: string) => string | null

/** Its type is the field's name without its number: `thing01`, `character_string2`. */
export function fieldTypeOf(key: string): string {
  return key.replace(/\d+$/, '')
}

/**
 * The value as the field takes it: one line, cut by code points where that leaves it true, `无` or `-` for nothing.
 * null: it can never fit, and must not be sent. A type that is not documented is treated as `thing`.
 */
export function fitField(type: string, value: string): string | null {
  return (FITS.get(type) ?? thing)(oneLine(value))
}

/** Without halves of characters; what shows nothing is nothing. */
function oneLine(value: string): string {
  const line = value
    .replaceAll(/\p{Cs}/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return /[^\p{Cf}\s]/u.test(line) ? line : ''
}

/** At most `limit` code points, the last of them a mark where something is missing. */
function cut(text: string, limit: number, mark = '…'): string {
  const points = [...text]
  if (points.length <= limit) return text
  return (
    points
      .slice(0, limit - mark.length)
      .join('')
      .trimEnd() + mark
  )
}

const thing: Fit = text => cut(text || '无', 20)

/** One of the words that were registered: it is right as a whole, or not at all. */
const registered: Fit = text => (text !== '' && [...text].length <= 20 ? text : null)

/** Only Chinese characters. Punctuation may go; without its digits or letters it would say something else. */
const phrase: Fit = text => {
  const plain = text.replaceAll(/[\p{P}\p{S}\p{Z}]/gu, '')
  if (plain === '' && text === '') return '无'
  return /^\p{Script=Han}+$/u.test(plain) ? [...plain].slice(0, 5).join('') : null
}

/** Receipts and codes: full-width signs are made plain, and Chinese has no place. */
const characterString: Fit = text => {
  const plain = text.normalize('NFKC')
  return /^[\x20-\x7e]*$/.test(plain) ? cut(plain || '-', 32, '...') : null
}

/** A name that is Chinese, if only in part, has half the room. No digits. */
const name: Fit = text => {
  if (/[\p{Nd}\p{No}]/u.test(text)) return null
  return /^[\x20-\x7e]+$/.test(text) ? cut(text, 20, '...') : cut(text || '无', 10)
}

const plainOf = (pattern: RegExp, empty: string | null = null): Fit => {
  return text => {
    const plain = text.normalize('NFKC')
    if (plain === '') return empty
    return pattern.test(plain) ? plain : null
  }
}

const digits: Fit = text => {
  const plain = plainOf(/^-?\d+(\.\d+)?$/)(text)
  return plain && plain.replaceAll(/\D/g, '').length <= 32 ? plain : null
}

/** Both kinds of moment may be a day, a day with its time, or from one to another; `time` may be without a day. */
const DAY = String.raw`\d{4}年(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日`
const CLOCK = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const time = plainOf(spanOf(`(?:${DAY} )?${CLOCK}`))
const date = plainOf(spanOf(`${DAY}(?: ${CLOCK})?`))

function spanOf(moment: string): RegExp {
  return new RegExp(`^${moment}(?:~${moment})?$`)
}

/** A Map, for the type is read off a name from outside. */
const FITS = new Map<string, Fit>(
  Object.entries({
    thing,
    phrase,
    name,
    time,
    date,
    const: registered,
    enum: registered,
    enum_string: registered,
    character_string: characterString,
    number: digits,
    letter: plainOf(/^[A-Za-z]{1,32}$/),
    symbol: plainOf(/^[\p{P}\p{S}]{1,5}$/u, '-'),
    amount: plainOf(/^[¥$€£]?\d{1,10}(\.\d{1,2})?元?$/),
    phone_number: plainOf(/^[\d+\-() *#.]{1,17}$/, '-'),
    car_number: plainOf(/^[\p{Script=Han}A-Z\d](?:[A-Z\d]{0,6}[\p{Script=Han}A-Z\d])?$/u, '无'),
  }),
)
