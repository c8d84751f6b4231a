/** What an account may do, each behind its own permission (wechat-platform §9). */
export const CAPABILITIES = [
  'customerService',
  'template',
  'subscription',
  'media',
  'menu',
  'sceneQr',
  'oauth',
  'tags',
  'jssdk',
] as const

export type Capability = (typeof CAPABILITIES)[number]

export type Can = boolean | 'unknown'

export type AccountKind = 'verified-service' | 'verified-subscription' | 'unverified' | 'unknown'

export type Capabilities = Record<Capability, Can> & { kind: AccountKind }

const PATHS: [start: string, capability: Capability][] = [
  ['/cgi-bin/message/custom/', 'customerService'],
  ['/cgi-bin/message/template/', 'template'],
  ['/cgi-bin/template/', 'template'],
  ['/cgi-bin/message/subscribe/', 'subscription'],
  ['/wxaapi/newtmpl/', 'subscription'],
  ['/cgi-bin/media/', 'media'],
  ['/cgi-bin/menu/', 'menu'],
  ['/cgi-bin/qrcode/', 'sceneQr'],
  ['/sns/oauth2/', 'oauth'],
  ['/cgi-bin/tags/', 'tags'],
  ['/cgi-bin/ticket/', 'jssdk'],
]

/** The permission an API stands behind; undefined for what every account may do. */
export function capabilityOf(path: string): Capability | undefined {
  return PATHS.find(([start]) => path.startsWith(start))?.[1]
}

/** What kind of account it is, read off what it may do: only a verified service account has templates and scene codes. */
export function kindOf(can: Record<Capability, Can>): AccountKind {
  const isService = anyOf(can.template, can.sceneQr)
  const isVerified = anyOf(can.customerService, can.tags)
  if (isService === true) return 'verified-service'
  if (isService === 'unknown' || isVerified === 'unknown') return 'unknown'
  return isVerified ? 'verified-subscription' : 'unverified'
}

function anyOf(...flags: Can[]): Can {
  if (flags.includes(true)) return true
  return flags.includes('unknown') ? 'unknown' : false
}
