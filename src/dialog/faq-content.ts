import { z } from 'zod'
import { Option } from './content.ts'

const { id, status, note } = Option.shape

/** The schema of faq.yaml. One character as a keyword would answer nearly everything. */
export const Faq = z.array(
  z.strictObject({
    id,
    title: z.string().min(1).max(30),
    keywords: z.array(z.string().min(2)).min(1),
    answer: z.string().min(1),
    status,
    note,
  }),
)
export type Faq = z.infer<typeof Faq>
