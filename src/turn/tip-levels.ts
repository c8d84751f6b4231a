import type { PersonRef } from './inbound.ts'

/**
 * What the bureau may know of a reporter (实名, 保密, 匿名可通知, 匿名仅凭查询码): `named` and `confidential` leave a name and a
 * phone for the custodian, `notifiable` a link for the sender alone, `code-only` nothing.
 */
export const TIP_LEVELS = ['named', 'confidential', 'notifiable', 'code-only'] as const
export type TipLevel = (typeof TIP_LEVELS)[number]

/**
 * The levels whose promises can be kept. On the official account a person is an openid to the bureau. An account behind a
 * Wechaty puppet is an ordinary one: whoever holds its client, and whoever runs the puppet, reads every chat with its name.
 */
const LEVELS: Record<PersonRef['channel'], readonly TipLevel[]> = {
  wechat: TIP_LEVELS,
  play: TIP_LEVELS,
  wechaty: ['named'],
}

export function allowedTipLevels(channel: PersonRef['channel']): readonly TipLevel[] {
  return LEVELS[channel]
}

/** Says why not all of them are offered, and where they are. */
export const FEWER_LEVELS = 'wechaty.tip-levels'
