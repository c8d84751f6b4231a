import { z } from 'zod'
import type { Call } from './call.ts'
import { readJson } from './read-json.ts'

/** `key` is the field's name in a message; `values`: the only ones it takes, where those are registered. */
export type TemplateField = { key: string; label: string; values?: string[] }

export type Template = { id: string; title: string; fields: TemplateField[] }

/** `term`: one message for each consent, or as many as there are (wechat-platform §5.2). */
export type SubscriptionTemplate = Template & { term: 'one-time' | 'long-term' | 'unknown' }

/** The templates the account has chosen in the console. Both reject with ApiFailure. */
export type Templates = {
  listTemplates(): Promise<Template[]>
  listSubscriptionTemplates(): Promise<SubscriptionTemplate[]>
}

const Listed = z.object({
  template_list: z.array(z.object({ template_id: z.string(), title: z.string(), content: z.string() })),
})

const Values = z.object({ keywordCode: z.string(), enumValueList: z.array(z.string()) })
const Subscribed = z.object({
  data: z.array(
    z.object({
      priTmplId: z.string(),
      title: z.string(),
      content: z.string(),
      type: z.number().optional(),
      keywordEnumValueList: z.array(Values).default([]),
    }),
  ),
})

const TERMS: Readonly<Record<number, SubscriptionTemplate['term']>> = { 2: 'one-time', 3: 'long-term' }

export function createTemplates(call: Call): Templates {
  return {
    async listTemplates() {
      const request = { path: '/cgi-bin/template/get_all_private_template' }
      const { template_list } = await call(request, readJson(Listed))
      return template_list.map(({ template_id: id, title, content }) => ({
        id,
        title,
        fields: fieldsIn(content),
      }))
    },
    async listSubscriptionTemplates() {
      const { data } = await call({ path: '/wxaapi/newtmpl/gettemplate' }, readJson(Subscribed))
      return data.map(({ priTmplId: id, title, content, type = 0, keywordEnumValueList }) => {
        const registered = new Map(keywordEnumValueList.map(each => [each.keywordCode, each.enumValueList]))
        return { id, title, fields: fieldsIn(content, registered), term: TERMS[type] ?? 'unknown' }
      })
    },
  }
}

/** Lines such as `截止时间：{{date2.DATA}}`; some of WeChat's own have spaces between the braces. */
function fieldsIn(content: string, registered = new Map<string, string[]>()): TemplateField[] {
  const found = content.matchAll(/([^\n{}]*?)[:：]?\s*\{\s*\{\s*(\w+)\.DATA\s*\}\s*\}/g)
  return [...found].map(([, label = '', key = '']) => {
    const values = registered.get(key)
    return { key, label: label.trim(), ...(values && { values }) }
  })
}
