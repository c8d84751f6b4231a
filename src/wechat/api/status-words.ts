import type { Can, Capability } from './capability.ts'
import type { Quota } from './quota.ts'
import type { SubscriptionTemplate, Template } from './templates.ts'

/** The words of `npm run wechat`. */
export type Line = [what: string, state: string]

const NAMES: Record<Capability, string> = {
  customerService: 'customer-service messages',
  template: 'template messages',
  subscription: 'subscription messages',
  media: 'media download',
  menu: 'menu',
  sceneQr: 'scene codes',
  oauth: 'sign-in on pages',
  tags: 'tags',
  jssdk: 'JS-SDK',
}

export function capabilityLine(capability: Capability, can: Can): Line {
  const state = can === 'unknown' ? 'not known now: try again in a minute' : can ? 'yes' : 'no'
  return [`may: ${NAMES[capability]}`, state]
}

export function quotaLine({ limit, used, left }: Quota): string {
  return `${used} of ${limit} calls used today, ${left} left`
}

export function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(([what]) => what.length))
  return lines.map(([what, state]) => `${what.padEnd(width)}  ${state}`).join('\n')
}

/** Every template with its id and fields, as the content names them. */
export function templateList(
  kind: 'template' | 'subscription',
  templates: readonly (Template | SubscriptionTemplate)[],
): string {
  const count = templates.length || 'none; choose them in the WeChat console'
  return [`templates of ${kind} messages: ${count}`, ...templates.map(fieldsOf)].join('\n')
}

function fieldsOf({ id, title, fields, ...more }: Template | SubscriptionTemplate): string {
  const lines = fields.map(({ key, label, values }) => {
    const only = values ? `  one of ${values.join(' | ')}` : ''
    return `    ${key}  ${label}${only}`
  })
  const term = 'term' in more ? ` (${more.term})` : ''
  return [`  ${id}  ${title}${term}`, ...lines].join('\n')
}
