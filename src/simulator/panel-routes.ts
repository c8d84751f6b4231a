import type { Router } from '@koa/router'
import { Control } from './api-schema.ts'
import { type Cast, findPersona } from './cast.ts'
import type { Platform } from './platform/platform.ts'
import { readJson } from './simulator-http.ts'

/** The panel's 平台: what an operator sees in the WeChat console, and what people set on their phones. */
export function panelRoutes(router: Router, cast: Cast, platform: Platform): void {
  router.get('/api/platform', ctx => {
    ctx.body = stateOf(cast, platform)
  })
  router.post('/api/platform', async ctx => {
    apply(await readJson(ctx, Control), cast, platform)
    ctx.body = stateOf(cast, platform)
  })
}

function apply(control: Control, cast: Cast, platform: Platform): void {
  const { account, people } = platform
  if ('kind' in control) account.kind = control.kind
  else if ('expireTokens' in control) platform.expireTokens()
  else if ('isWelcome' in control) account.isWelcome = control.isWelcome
  else if ('isSnapshot' in control) account.isSnapshot = control.isSnapshot
  else {
    const { openid } = findPersona(cast, control.persona)
    if ('switchOff' in control) platform.switchOff(openid, control.switchOff)
    else if ('switchOn' in control) platform.switchOn(openid, control.switchOn)
    else people.known(openid).templates = control.blocksTemplates ? 'failed:user block' : 'success'
  }
}

function stateOf({ personas }: Cast, { account, people, templates }: Platform) {
  return {
    account,
    people: personas.map(({ id, openid }) => {
      const person = people.find(openid)
      const titleOf = (template: string) => templates.find(one => one.id === template)?.title ?? template
      const held = [...(person?.subscriptions ?? [])].map(([template, subscription]) => ({
        template,
        title: titleOf(template),
        ...subscription,
      }))
      const off = [...(person?.kept ?? [])]
        .filter(([, accepted]) => !accepted)
        .map(([template]) => ({ template, title: titleOf(template) }))
      return { id, blocksTemplates: person?.templates === 'failed:user block', held, off }
    }),
  }
}
