/** Values of template messages and subscription notices by the type in the field's key (wechat-platform §5.1, §5.2). */
export type NoticeKind = 'template' | 'subscription'

const DAY = String.raw`\d{4}年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日`
const CLOCK = String.raw`([01]?\d|2[0-3]):[0-5]\d`
const whole = (pattern: string) => new RegExp(`^(${pattern})$`, 'u')
/** Two of the same with `~` between. */
const ranged = (pattern: string) => whole(`(${pattern})(~(${pattern}))?`)

const COMMON: Record<string, RegExp> = {
  thing: /^.{1,20}$/su,
  const: /^.{1,20}$/su,
  enum: /^.{1,20}$/su,
  character_string: /^[\x20-\x7e]{1,32}$/,
  number: /^(?=.{1,32}$)\d+(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  amount: /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u,
  phone_number: /^[\d+\-()#* ]{1,17}$/,
  car_number: /^[\p{Script=Han}A-Z\d][A-Z\d]{0,6}[\p{Script=Han}A-Z\d]?$/iu,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z\p{P}\p{S} ]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

const OF_KIND: Record<NoticeKind, Record<string, RegExp>> = {
  template: { time: whole(`${DAY} ${CLOCK}`), date: whole(DAY) },
  subscription: { time: ranged(`(${DAY} )?${CLOCK}`), date: ranged(`${DAY}( ${CLOCK})?`) },
}

/** `key` is type and index, such as `thing01`. A type nobody has documented takes anything. */
export function isValidField(kind: NoticeKind, key: string, value: string): boolean {
  const type = key.replace(/\d+$/, '')
  const rule = OF_KIND[kind][type] ?? COMMON[type]
  return rule ? rule.test(value) : value.length > 0
}
