export const ACCOUNT_KINDS = [
  'verified-service',
  'verified-subscription',
  'unverified-service',
  'unverified-subscription',
] as const

/** What the account is: 服务号 or 订阅号, with 微信认证 or without. */
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

const VERIFIED: readonly AccountKind[] = ['verified-service', 'verified-subscription']
const VERIFIED_SERVICE: readonly AccountKind[] = ['verified-service']

/** Who may call what (wechat-platform §9). What is not listed everyone may. */
const ALLOWED = {
  menu: ['verified-service', 'verified-subscription', 'unverified-service'],
  'customer-service': VERIFIED,
  media: VERIFIED,
  people: VERIFIED,
  template: VERIFIED_SERVICE,
  subscription: VERIFIED_SERVICE,
  'scene-code': VERIFIED_SERVICE,
  oauth: VERIFIED_SERVICE,
} as const satisfies Record<string, readonly AccountKind[]>

export type Capability = keyof typeof ALLOWED

export function may(kind: AccountKind, capability: Capability): boolean {
  const allowed: readonly AccountKind[] = ALLOWED[capability]
  return allowed.includes(kind)
}
