import type { PersonRef } from './inbound.ts'

/** How much a reporter gives away: 实名, 保密, 匿名可通知, 匿名仅凭查询码. */
export type TipLevel = 'named' | 'confidential' | 'notifiable' | 'code-only'

const ALL: readonly TipLevel[] = ['named', 'confidential', 'notifiable', 'code-only']

/**
 * The levels whose promises can be kept. On the official account a person is an openid to the bureau. An account behind a
 * Wechaty puppet is an ordinary one: whoever holds its client, and whoever runs the puppet, reads every chat with its name.
 */
const LEVELS: Record<PersonRef['channel'], readonly TipLevel[]> = {
  wechat: ALL,
  play: ALL,
  wechaty: ['named'],
}

export function allowedTipLevels(channel: PersonRef['channel']): readonly TipLevel[] {
  return LEVELS[channel]
}

/** Says why not all of them are offered, and where they are. */
export const FEWER_LEVELS = 'wechaty.tip-levels'
