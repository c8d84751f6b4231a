import { z } from 'zod'
import { Option } from './content.ts'

const { id, status, note } = Option.shape

/** The schema of faq.yaml. One character as a keyword would answer nearly everything. */
export const Faq = z.array(
  z.strictObject({
    id,
    title: z.string().min(1).max(30),
    keywords: z.array(z.string().min(2)).min(1),
    /** For whoever is no member of a unit, or for all where no command is named. */
    answer: z.string().min(1),
    /** A command that answers a member from their unit's records. */
    command: z.string().optional(),
    status,
    note,
  }),
)
export type Faq = z.infer<typeof Faq>
