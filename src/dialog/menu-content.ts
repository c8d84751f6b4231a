import { z } from 'zod'

/** The schema of menu.yaml: the account's menu within WeChat's limits (wechat-platform §8), and the words people type. */

/** A limit of the menu API; the check has words for each. */
const limited = (flaw: string, limit: number, fits: (text: string) => boolean) =>
  z.string().min(1).refine(fits, { params: { flaw, limit } })

/** Chinese characters count one, Latin letters and digits half, as the phone shows them. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character <= '\u007f' ? 0.5 : 1), 0)
}

/** `bytes` is what the API takes, `width` what the phone shows before it cuts off. */
const Name = (bytes: number, width: number) =>
  limited('menu-name-long', width, text => Buffer.byteLength(text) <= bytes && widthOf(text) <= width)

const SubName = Name(60, 8)
const Key = limited('menu-key-long', 128, text => Buffer.byteLength(text) <= 128)
const Url = limited(
  'menu-url',
  1024,
  text => Buffer.byteLength(text) <= 1024 && /^https?:\/\/[^\s/]+/.test(text),
)

const SubButton = z.union([
  z.strictObject({ name: SubName, key: Key }),
  z.strictObject({ name: SubName, url: Url }),
  /** A page of the product's own, whose address depends on where it runs. */
  z.strictObject({ name: SubName, page: z.enum(['subscribe']) }),
])

export const Menu = z.strictObject({
  buttons: z
    .array(z.strictObject({ name: Name(16, 4), sub: z.array(SubButton).min(1).max(5) }))
    .min(1)
    .max(3),
  /** Command id -> the words that stand for it when they are sent alone. */
  commands: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({ say: z.array(z.string().min(1)).min(1) }),
  ),
})
export type Menu = z.infer<typeof Menu>
