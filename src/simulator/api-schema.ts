import { z } from 'zod'
import { ACCOUNT_KINDS } from './platform/account-kind.ts'

const persona = z.string().min(1)
const webAddress = z.url({ protocol: /^https?$/ }).max(1024)

/** What the phone may send. `image` is the id an upload returned; `menuId` comes with a tap on a link in a text. */
export const Send = z.discriminatedUnion('kind', [
  z.strictObject({
    persona,
    kind: z.literal('text'),
    text: z.string().trim().min(1).max(5000),
    menuId: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
  }),
  z.strictObject({ persona, kind: z.literal('image'), image: z.string().regex(/^[0-9a-f]{32}$/) }),
  z.strictObject({
    persona,
    kind: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    label: z.string().min(1).max(200),
  }),
  z.strictObject({ persona, kind: z.literal('sticker') }),
  z.strictObject({ persona, kind: z.literal('voice') }),
  z.strictObject({ persona, kind: z.literal('video') }),
  z.strictObject({
    persona,
    kind: z.literal('link'),
    title: z.string().min(1).max(200),
    description: z.string().max(500),
    url: webAddress,
  }),
  /** A code that the account made has a ticket; of a printed one only the scene is known. */
  z.strictObject({
    persona,
    kind: z.literal('scan'),
    ticket: z.string().max(200).optional(),
    scene: z.string().min(1).max(64),
  }),
  z.strictObject({ persona, kind: z.literal('click'), key: z.string().min(1).max(128) }),
  z.strictObject({ persona, kind: z.literal('view'), url: z.string().min(1).max(1024) }),
  z.strictObject({ persona, kind: z.literal('follow') }),
  z.strictObject({ persona, kind: z.literal('unfollow') }),
])
export type Send = z.infer<typeof Send>

export const Retry = z.strictObject({ persona })

const date = z.iso.date().refine(day => day >= '2000-01-01' && day < '2100-01-01', 'a day from 2000 to 2099')
export const Move = z.union(
  [z.strictObject({ date }), z.strictObject({ days: z.int().min(-3660).max(3660) })],
  {
    error: 'either date, YYYY-MM-DD from 2000 to 2099, or days, a whole number',
  },
)

export const Run = z.strictObject({ until: date })

/** Who holds the phone, and who of the cast follows the account as far as the page remembers. */
export const Hold = z.strictObject({ persona, followers: z.array(persona).max(20) })

/** What the panel's 平台 changes. */
export const Control = z.union([
  z.strictObject({ kind: z.enum(ACCOUNT_KINDS) }),
  z.strictObject({ expireTokens: z.literal(true) }),
  z.strictObject({ isWelcome: z.boolean() }),
  z.strictObject({ isSnapshot: z.boolean() }),
  z.strictObject({ persona, switchOff: z.string() }),
  z.strictObject({ persona, switchOn: z.string() }),
  z.strictObject({ persona, blocksTemplates: z.boolean() }),
])
export type Control = z.infer<typeof Control>

/** What wx.config hands over. */
export const PageConfig = z.strictObject({
  appId: z.string(),
  timestamp: z.union([z.string(), z.number().transform(String)]),
  nonceStr: z.string(),
  signature: z.string(),
  url: z.string(),
})

const templateIds = z.array(z.string().min(1)).min(1).max(20)
export const Sheet = z.strictObject({ templates: templateIds })
export const Choose = z.strictObject({
  choices: z
    .array(z.strictObject({ template: z.string(), accepted: z.boolean() }))
    .min(1)
    .max(20),
  /** 总是保持以上选择，不再询问 */
  keep: z.boolean().default(false),
})
