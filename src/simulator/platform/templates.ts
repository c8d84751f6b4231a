import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Outcome, refuse } from './answer.ts'
import { isValidField } from './field-rules.ts'

const TemplateFile = z.array(
  z.strictObject({
    /** What the product uses it for. */
    use: z.string(),
    title: z.string(),
    ids: z.record(z.enum(['long-term', 'one-time', 'template']), z.string().length(43)),
    fields: z.array(z.strictObject({ key: z.string(), name: z.string(), example: z.string() })).min(1),
  }),
)

/** One that a message can be sent by: 长期订阅, 一次性订阅 or 模板消息. */
export type Template = Omit<z.infer<typeof TemplateFile>[number], 'ids'> & { id: string; kind: TemplateKind }
export type TemplateKind = 'long-term' | 'one-time' | 'template'

/** A line of a notice as the phone shows it. */
export type NoticeField = { name: string; value: string }

/** The templates this account has chosen in the console; made up, in page/templates.json beside the cast. */
export function readTemplates(): Template[] {
  const file = readFileSync(new URL('../page/templates.json', import.meta.url), 'utf8')
  return TemplateFile.parse(JSON.parse(file)).flatMap(({ ids, ...shared }) =>
    Object.entries(ids).map(([kind, id]) => ({ ...shared, id, kind: kind as TemplateKind })),
  )
}

/** `data` as both send interfaces take it; what is no text counts as left out. */
export const NoticeData = z
  .record(z.string(), z.object({ value: z.union([z.string(), z.number().transform(String)]).catch('') }))
  .catch({})
export type NoticeData = z.infer<typeof NoticeData>

/** The first field that is empty or breaks its type's rule, in WeChat's words; null: none. */
export function dataFault({ kind, fields }: Template, data: NoticeData): Outcome | null {
  for (const { key } of fields) {
    const value = data[key]?.value ?? ''
    if (value === '') return refuse(47003, `argument invalid! data.${key}.value is empty`)
    if (!isValidField(kind === 'template' ? 'template' : 'subscription', key, value))
      return refuse(47003, `argument invalid! data.${key}.value invalid`)
  }
  return null
}

/** A line break ends a value (wechat-platform §5.1). */
export function shownFields({ fields }: Template, data: NoticeData): NoticeField[] {
  return fields.map(({ key, name }) => ({ name, value: data[key]?.value.split('\n')[0] ?? '' }))
}

/** `事项:{{thing1.DATA}}` line by line, as both listings have it. */
export function contentOf({ fields }: Template): string {
  return fields.map(({ key, name }) => `${name}:{{${key}.DATA}}\n`).join('')
}

export function exampleOf({ fields }: Template): string {
  return fields.map(({ name, example }) => `${name}:${example}\n`).join('')
}
