import { z } from 'zod'
import type { FailureKind } from '../../delivery/channel.ts'
import type { Log } from '../../lib/logger.ts'
import type { Call, CallRequest } from './call.ts'
import { CAPABILITIES, type Can, type Capabilities, type Capability, kindOf } from './capability.ts'
import type { CapabilityMemory } from './capability-memory.ts'
import { ApiFailure } from './failures.ts'
import { readJson } from './read-json.ts'

/** No person, no medium: what lets these through says that they are nobody. */
const NOBODY = 'nobody'

/**
 * Calls that change nothing and reach no one; only whether they are refused counts. The scene code ends after a minute.
 * OAuth has no such call: it is a right of verified service accounts, as templates are (wechat-platform §9).
 */
const PROBES: Record<Exclude<Capability, 'oauth'>, CallRequest> = {
  customerService: {
    path: '/cgi-bin/message/custom/typing',
    body: { touser: NOBODY, command: 'CancelTyping' },
  },
  template: { path: '/cgi-bin/template/get_all_private_template' },
  subscription: { path: '/wxaapi/newtmpl/gettemplate' },
  media: { path: '/cgi-bin/media/get', query: { media_id: NOBODY } },
  menu: { path: '/cgi-bin/menu/get' },
  sceneQr: {
    path: '/cgi-bin/qrcode/create',
    body: {
      expire_seconds: 60,
      action_name: 'QR_STR_SCENE',
      action_info: { scene: { scene_str: NOBODY } },
    },
  },
  tags: { path: '/cgi-bin/tags/get' },
  jssdk: { path: '/cgi-bin/ticket/getticket', query: { type: 'jsapi' } },
}

/** 48001 is the question; no such medium, no menu are fine answers. */
const EXPECTED = [48_001, 40_007, 46_003]

/** Failures that say nothing about the permission. */
const UNTOLD = new Set<FailureKind>(['away', 'busy', 'too-frequent', 'token', 'ip', 'config', 'restricted'])

/** Finds out what the account may do, once a day for all instances; it says so in the log then. */
export function createCapabilities(
  call: Call,
  memory: CapabilityMemory,
  log: Log,
): () => Promise<Capabilities> {
  let probing: Promise<void> | null = null

  async function probe(capability: keyof typeof PROBES): Promise<void> {
    await memory.remember(capability, await permits(call, PROBES[capability]))
  }

  async function findOut(missing: Capability[]): Promise<void> {
    await Promise.all(missing.map(each => (each === 'oauth' ? undefined : probe(each))))
    const { kind, ...can } = judge(await memory.recall())
    const [lacks, unknown] = [false, 'unknown'].map(each => CAPABILITIES.filter(one => can[one] === each))
    if (!lacks?.length && !unknown?.length) log.info({ kind }, 'WeChat: the account may do everything')
    else
      log.warn(
        { kind, lacks, unknown },
        'WeChat: the account may not do all of it; the assistant does without',
      )
  }

  return async () => {
    const known = await memory.recall()
    const missing = CAPABILITIES.filter(each => each !== 'oauth' && known[each] === null)
    if (missing.length === 0) return judge(known)
    probing ??= findOut(missing).finally(() => {
      probing = null
    })
    await probing
    return judge(await memory.recall())
  }
}

async function permits(call: Call, request: CallRequest): Promise<Can> {
  try {
    await call({ ...request, expects: EXPECTED, tries: 1 }, readJson(z.unknown()))
    return true
  } catch (thrown) {
    if (!(thrown instanceof ApiFailure)) throw thrown
    if (thrown.kind === 'unauthorized') return false
    return UNTOLD.has(thrown.kind) ? 'unknown' : true
  }
}

function judge(known: Record<Capability, Can | null>): Capabilities {
  const can = Object.fromEntries(CAPABILITIES.map(each => [each, known[each] ?? 'unknown']))
  const flags = can as Record<Capability, Can>
  const kind = kindOf(flags)
  const oauth = known.oauth ?? (kind === 'unknown' ? 'unknown' : kind === 'verified-service')
  return { ...flags, oauth, kind }
}
