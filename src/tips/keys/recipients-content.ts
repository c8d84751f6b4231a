import { z } from 'zod'
import { isRecipient } from '../age-identity.ts'

/** The schema of recipients.yaml: who can open what. It holds public keys only, and names of persons on duty. */

const Recipient = z
  .string()
  .refine(isRecipient, 'is no recipient; give age1… and 58 characters, as npm run keys prints it')
const Name = z
  .string()
  .regex(/^\S{1,40}$/, 'is no name; give up to 40 characters without spaces, such as city-1')

const Handler = z.strictObject({ name: Name, recipient: Recipient, role: z.literal('handler') })
const Custodian = z.strictObject({ name: Name, recipient: Recipient })

/** What stands in the file; names are given once. */
export const Recipients = z
  .strictObject({
    format: z.literal(1),
    /** By bureau id, as in campaign.yaml. */
    bureaus: z.record(z.string(), z.array(Handler)),
    custodians: z.array(Custodian),
    sender: Recipient.nullable(),
  })
  .superRefine((recipients, context) => {
    const names = holdersOf(recipients).map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice) context.addIssue({ code: 'custom', message: `two keys are called ${twice}; rename one` })
  })
export type Recipients = z.infer<typeof Recipients>

/** Somebody with a key: of a bureau, or a custodian. */
export type Holder = { name: string; recipient: string; bureau: string | null }

/** Before the first key is made. */
export const NO_RECIPIENTS: Recipients = { format: 1, bureaus: {}, custodians: [], sender: null }

/** Everybody but the sender, handlers first. */
export function holdersOf({ bureaus, custodians }: Pick<Recipients, 'bureaus' | 'custodians'>): Holder[] {
  const handlers = Object.entries(bureaus).flatMap(([bureau, list]) =>
    list.map(({ name, recipient }) => ({ name, recipient, bureau })),
  )
  return [...handlers, ...custodians.map(({ name, recipient }) => ({ name, recipient, bureau: null }))]
}
