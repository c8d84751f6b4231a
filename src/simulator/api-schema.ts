import { z } from 'zod'

const persona = z.string().min(1)

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
