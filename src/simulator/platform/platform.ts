import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import type { PushBody } from '../push-xml.ts'
import { createAccessTokens } from './access-tokens.ts'
import { accountEndpoints, createCredentialFault } from './account-endpoints.ts'
import type { AccountKind } from './account-kind.ts'
import { customerServiceEndpoints } from './customer-service.ts'
import type { Endpoints } from './endpoint.ts'
import { createEventQueue, type PlatformEvent } from './event-queue.ts'
import { createHandle } from './handle.ts'
import type { Incoming } from './incoming.ts'
import { mediaEndpoints } from './media-endpoints.ts'
import { createMediaStore } from './media-store.ts'
import { createPublishedMenu } from './menu.ts'
import { createMessageIds } from './message-ids.ts'
import { createPageTickets } from './page-tickets.ts'
import { createPeople } from './people.ts'
import { createQuotas } from './quotas.ts'
import { createSceneCodes, sceneCodeEndpoints } from './scene-codes.ts'
import { createSubscriptions } from './subscriptions.ts'
import { tagEndpoints } from './tags.ts'
import { templateMessageEndpoints } from './template-messages.ts'
import { readTemplates } from './templates.ts'
import { webLoginEndpoints } from './web-login.ts'

export type PlatformOptions = {
  account: { appId: string; secret: string; kind?: AccountKind }
  /** What windows, tokens and quotas live by. */
  clock: Clock
  random: Random
  /** Sends an event to the account's webhook. */
  push: (event: PlatformEvent) => Promise<void>
  /** Puts something on a person's phone. */
  show: (openid: string, incoming: Incoming) => void
  showTyping?: (openid: string, isOn: boolean) => void
  onMenuChange?: () => void
  /** Openids that are known before they push anything. */
  people?: readonly string[]
  /** How many people it remembers; 200 000 unless told. */
  mostPeople?: number | undefined
  /** Who opens pages; the first of `people` unless told. */
  holder?: () => string
  /** Where it is served, without a closing slash. */
  base?: () => string
  /** Other limits per path than WeChat's, to come to their end. */
  quotas?: Record<string, number>
  /** How long after an answer its event goes out. */
  momentMs?: number
}

/** What an operator, or the panel, can change about the account. */
export type AccountState = { kind: AccountKind; isWelcome: boolean; isSnapshot: boolean }

export type Platform = ReturnType<typeof createPlatform>

/**
 * WeChat's API with its rules, limits and errors (wechat-platform §4-9), in memory. It knows nothing of HTTP servers:
 * `handle` may be served, or be called in the process by `platformFetch`.
 */
export function createPlatform(options: PlatformOptions) {
  const parts = createParts(options)
  const { account, people, media, events, tokens, menu, codes, tickets, subscriptions } = parts
  const { quotas: limits = {}, random } = options
  const dailyOf = (path: string): number | undefined => limits[path] ?? endpoints[path]?.daily
  const endpoints = endpointsOf(options, parts, dailyOf)
  return {
    handle: createHandle({
      endpoints,
      kind: () => account.kind,
      tokens,
      quotas: parts.quotas,
      dailyOf,
      random,
    }),
    /** Hears what a person does, before it is pushed: it opens windows and tells who follows. */
    hear: (openid: string, body: PushBody) => people.hear(openid, body),
    /** Resolves once every event so far has been pushed. */
    settled: () => events.settled(),
    account,
    people,
    media,
    codes,
    menu: () => menu.current(),
    templates: subscriptions.templates,
    choose: subscriptions.choose,
    switchOff: subscriptions.switchOff,
    switchOn: subscriptions.switchOn,
    isSigned: tickets.isSigned,
    expireTokens: () => tokens.expire(),
  }
}

type Parts = ReturnType<typeof createParts>

/** What the platform remembers. */
function createParts({ account, clock, random, push, show, ...options }: PlatformOptions) {
  const state: AccountState = { kind: account.kind ?? 'verified-service', isWelcome: true, isSnapshot: false }
  const people = createPeople(clock, options.people ?? [], options.mostPeople)
  const events = createEventQueue(push, options.momentMs ?? 0)
  const newMessageId = createMessageIds(clock, random)
  const notices = { people, templates: readTemplates(), clock, events, newMessageId, show }
  return {
    account: state,
    people,
    events,
    notices,
    subscriptions: createSubscriptions(notices),
    media: createMediaStore(clock, random),
    tokens: createAccessTokens(clock, random),
    quotas: createQuotas(clock),
    menu: createPublishedMenu(options.onMenuChange ?? (() => {})),
    codes: createSceneCodes(clock, random),
    tickets: createPageTickets(clock, random),
  }
}

function endpointsOf(
  options: PlatformOptions,
  parts: Parts,
  dailyOf: (path: string) => number | undefined,
): Endpoints {
  const { clock, random, show, showTyping = () => {}, base = () => '' } = options
  const { appId, secret } = options.account
  const { account, people, media, notices, tokens, quotas } = parts
  return {
    ...accountEndpoints({ appId, secret, tokens, quotas, dailyOf, isWelcome: () => account.isWelcome }),
    ...webLoginEndpoints({
      appId,
      credentialFault: createCredentialFault({ appId, secret }),
      kind: () => account.kind,
      holder: options.holder ?? (() => options.people?.[0] ?? ''),
      isSnapshot: () => account.isSnapshot,
      clock,
      random,
    }),
    ...customerServiceEndpoints({ people, media, clock, show, showTyping }),
    ...templateMessageEndpoints(notices),
    ...parts.subscriptions.endpoints,
    ...mediaEndpoints({ media, clock, base }),
    ...parts.menu.endpoints,
    ...sceneCodeEndpoints(parts.codes),
    ...parts.tickets.endpoints,
    ...tagEndpoints(people),
  }
}
