import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import type { Random } from '../../lib/random.ts'
import { type SharedValues, withPrefix } from '../../lib/shared-values.ts'
import type { Notice } from '../../turn/notice.ts'
import { createAccessToken } from './access-token.ts'
import { createCall } from './call.ts'
import { createCapabilities } from './capabilities.ts'
import type { Capabilities } from './capability.ts'
import { createCapabilityMemory } from './capability-memory.ts'
import { createExchange } from './exchange.ts'
import { INVALID_OPENID, refusal } from './failures.ts'
import { createFetchMedia, type FetchMedia } from './fetch-media.ts'
import { createHearNotice } from './hear-notice.ts'
import { type Hosts, WECHAT_HOSTS } from './hosts.ts'
import { type AccountMenu, createMenu } from './menu.ts'
import { createMessages, type Messages } from './messages.ts'
import { createOAuth, type OAuth } from './oauth.ts'
import { createSignPage, type SignPage } from './page-signature.ts'
import { createReadQuota, type ReadQuota } from './quota.ts'
import { remedyOf } from './remedies.ts'
import { createReport } from './report.ts'
import { type CreateSceneQr, createSceneQr } from './scene-qr.ts'
import { createSend } from './send.ts'
import type { ValueSeal } from './shared-secret.ts'
import { createStops } from './stops.ts'
import { createTags, type Tags } from './tags.ts'
import type { Tell } from './tell.ts'
import { createTemplates, type Templates } from './templates.ts'

export type WechatApiOptions = {
  /** Where the API is, without a closing slash. */
  base: () => string
  appId: string
  secret: string
  /** What all instances share: the token, what is stopped, what the account may do. */
  values: SharedValues
  seal: ValueSeal
  /** Wall time. */
  clock: Clock
  random: Random
  log: Log
  /** How an operator hears of what only they can mend. */
  tell: Tell
  fetch?: typeof globalThis.fetch
  wait?: (milliseconds: number) => Promise<unknown>
  hosts?: () => Hosts
}

/**
 * WeChat's API for one account. Sends give a SendResult; everything else rejects with ApiFailure, or with
 * AppError('store-away') while the shared values cannot be reached.
 */
export type WechatApi = Messages &
  AccountMenu &
  Tags &
  OAuth &
  Templates & {
    /** Gets an access_token, fetching one where there is none; it stays here. */
    checkToken(): Promise<void>
    capabilities(): Promise<Capabilities>
    /** Tells an operator that WeChat knows none of several people. */
    tellUnknown(): Promise<void>
    /** Hears what WeChat reports of the account itself. */
    hearNotice(notice: Notice): Promise<void>
    fetchMedia: FetchMedia
    createSceneQr: CreateSceneQr
    signPage: SignPage
    /** Addresses of the JS-SDK, the next where one does not answer. */
    sdkScripts(): readonly string[]
    readQuota: ReadQuota
  }

export function createWechatApi(options: WechatApiOptions): WechatApi {
  const { appId, clock, random, log, tell, seal } = options
  const { fetch = globalThis.fetch, wait = delay, hosts = () => WECHAT_HOSTS } = options
  // Another account's token would be taken, and would speak for that account.
  const values = withPrefix(options.values, `wechat:${appId}:`)
  const shared = { values, seal, random, wait }
  const exchange = createExchange(options.base, fetch)
  const token = createAccessToken(exchange, options, shared)
  const memory = createCapabilityMemory(values)
  const stops = createStops(values, clock)
  const report = createReport({ log, tell, stops, deny: memory.deny })
  const call = createCall({ exchange, token, stops, report, random, wait })
  return {
    ...createMessages(createSend(call, report)),
    ...createMenu(call),
    ...createTags(call),
    ...createOAuth(call, options, hosts),
    ...createTemplates(call),
    checkToken: async () => void (await token.get()),
    capabilities: createCapabilities(call, memory, log),
    tellUnknown: () => tell({ code: INVALID_OPENID, remedy: remedyOf(refusal(INVALID_OPENID, '')) }),
    hearNotice: createHearNotice(memory, tell),
    fetchMedia: createFetchMedia(call, fetch, hosts),
    createSceneQr: createSceneQr(call, hosts),
    signPage: createSignPage(call, appId, clock, shared),
    sdkScripts: () => hosts().sdk,
    readQuota: createReadQuota(call),
  }
}
