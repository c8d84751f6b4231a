import { z } from 'zod'
import { textWith } from '../dialog/check/text-with.ts'
import { Option } from '../dialog/content.ts'
import { LETTER_VALUES, type LetterName } from './letter-values.ts'

/**
 * The schema of templates.yaml: the account's templates, by what they tell and by how WeChat sends them. A template
 * without an id has not been granted to the account yet, and is passed over.
 */

const { status, note } = Option.shape

/** A key is the field's type and number, as WeChat names it: `thing1`, `date2` (wechat-platform §5). */
const fields = (values: readonly string[]) =>
  z.record(z.string().regex(/^[a-z_]+\d+$/, 'a field such as thing1'), textWith(...values))

const template = (values: readonly string[]) =>
  z.strictObject({
    /** What the template is called in WeChat's library. */
    title: z.string().min(1),
    id: z.string().min(1).max(64).optional(),
    fields: fields(values),
    status,
    note,
  })

const kinds = (values: readonly string[]) =>
  z.strictObject({
    'long-term': template(values).optional(),
    'one-time': template(values).optional(),
    template: template(values).optional(),
  })

const letters = Object.fromEntries(
  Object.entries(LETTER_VALUES).map(([name, values]) => [name, kinds(values)]),
) as Record<LetterName, ReturnType<typeof kinds>>

export const Templates = z.strictObject({ format: z.literal(1), templates: z.strictObject(letters) })
export type Templates = z.infer<typeof Templates>['templates']

export type Template = z.infer<ReturnType<typeof template>>
export type TemplateKind = keyof z.infer<ReturnType<typeof kinds>>
