import type { Router } from '@koa/router'
import { Choose, PageConfig, Sheet } from './api-schema.ts'
import type { Hand } from './phone-routes.ts'
import type { Platform } from './platform/platform.ts'
import { readJson } from './simulator-http.ts'

/** Not confirmed for the tag; the mini-program's call has it (wechat-platform §5.2). */
const MOST_TEMPLATES = 3

export type OpenTagParts = { platform: Platform; appId: string; hand: Hand; onChoose: () => void }

/** What jweixin.js asks in a page of the account; who asks is whoever holds the phone. */
export function openTagRoutes(router: Router, { platform, appId, hand, onChoose }: OpenTagParts): void {
  router.post('/api/page-config', async ctx => {
    const config = await readJson(ctx, PageConfig)
    const isGood = config.appId === appId && platform.isSigned(config)
    ctx.body = { errMsg: isGood ? 'config:ok' : 'config:fail,Error: invalid signature' }
  })
  router.post('/api/sheet', async ctx => {
    ctx.body = sheetOf((await readJson(ctx, Sheet)).templates, platform, hand.openid)
  })
  router.post('/api/choose', async ctx => {
    const { choices, keep } = await readJson(ctx, Choose)
    platform.choose(hand.openid, choices, 1, keep)
    onChoose()
    ctx.status = 204
  })
}

/** The templates to ask for, and those that somebody answers unasked; or the tag's error code (wechat-platform §5.2). */
function sheetOf(asked: readonly string[], { templates, account, people }: Platform, openid: string): object {
  const ids = [...new Set(asked)]
  const found = ids.map(id => templates.find(one => one.id === id)).filter(one => one !== undefined)
  if (found.length < ids.length || account.kind !== 'verified-service') return { errCode: 20001 }
  if (new Set(found.map(({ kind }) => kind)).size > 1) return { errCode: 20002 }
  if (asked.length > MOST_TEMPLATES) return { errCode: 20003 }
  const kept = people.find(openid)?.kept ?? new Map<string, boolean>()
  return {
    templates: found.filter(({ id }) => !kept.has(id)).map(({ id, title }) => ({ id, title })),
    kept: ids.flatMap(id => (kept.has(id) ? [{ template: id, accepted: kept.get(id) }] : [])),
  }
}
