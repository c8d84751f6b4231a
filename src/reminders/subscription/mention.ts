import type { Ledger } from '../../delivery/ledger.ts'
import type { Templates } from '../../delivery/templates-content.ts'
import type { Say } from '../../dialog/answer.ts'
import type { SharedValues } from '../../lib/shared-values.ts'
import type { Command, Moment, Room } from '../../turn/room.ts'
import type { PersonKey } from '../../turn/store.ts'
import type { UnitStore } from '../../units/unit-store.ts'
import { offersOf } from './offers.ts'
import { type Consents, type OfferStanding, standingsOf } from './standing.ts'
import { isAble } from './subscription-desk.ts'

type Ability = boolean | 'unknown'

export type MentionDependencies = {
  templates: Templates
  ledger: Pick<Ledger, 'consents'>
  units: Pick<UnitStore, 'membershipOf'>
  may: () => Promise<Record<'subscription' | 'oauth' | 'template', Ability>>
  values: SharedValues
  seal: { hash(purpose: string, text: string): string }
}

/** As long as a campaign. */
const KEPT_MS = 400 * 86_400_000

export type Mention = ReturnType<typeof createMention>

/**
 * One line about the subscription page, where a member's reminders could only wait for their next message: once, and
 * once more when the single messages that they agreed to are used up. A retry of the message that had it has it again.
 */
export function createMention({ templates, ledger, units, may, values, seal }: MentionDependencies) {
  const offers = offersOf(templates)
  const keyOf = (person: PersonKey) => `subscription-mentioned:${seal.hash('subscription-mentioned', person)}`

  async function of({ person, ref, message }: Pick<Moment, 'person' | 'ref' | 'message'>): Promise<Say[]> {
    if (ref.channel !== 'wechat' || offers.length === 0) return []
    if (!(await units.membershipOf(person))) return []
    const consents: Consents = (await ledger.consents([person])).get(person) ?? new Map()
    const standings = standingsOf(offers, consents)
    if (await isReached(standings)) return []
    const usedUp = standings.filter(({ standing }) => standing === 'used-up')
    const since = Math.max(0, ...usedUp.map(({ id }) => consents.get(id)?.changedAt ?? 0))
    const key = keyOf(person)
    const mark = Buffer.from(`${message} ${since}`)
    const before = await values.get(key)
    if (before && sinceIn(before) < since) await values.dropIf(key, before)
    const isFirst = await values.putIfAbsent(key, mark, KEPT_MS)
    const isSame = isFirst || Buffer.from((await values.get(key)) ?? []).equals(mark)
    return isSame ? [{ phrase: 'subscription.mention' }] : []
  }

  /** By a template message, or because they agreed to something already; or else nothing can be done about it. */
  async function isReached(standings: readonly OfferStanding[]): Promise<boolean> {
    if (standings.some(({ standing }) => standing === 'on' || standing === 'left')) return true
    const abilities = await may()
    const hasTemplate = abilities.template !== false && templates.deadline.template?.id !== undefined
    return hasTemplate || !isAble(abilities)
  }

  return {
    /** The command with the line after it. */
    after:
      (command: Command): Command =>
      async (moment, session) => {
        const result = await command(moment, session)
        return { ...result, say: [...result.say, ...(await of(moment))] }
      },
    /** The room with the line at the end of its dialog. */
    atEnd: (room: Room): Room => ({
      ...room,
      async apply(event, frame, script, moment) {
        const outcome = await room.apply(event, frame, script, moment)
        if (event.type !== 'submitted' || !outcome.finished) return outcome
        return { ...outcome, say: [...(outcome.say ?? []), ...(await of(moment))] }
      },
    }),
    async forget(person: PersonKey): Promise<void> {
      const mark = await values.get(keyOf(person))
      if (mark) await values.dropIf(keyOf(person), mark)
    },
  }
}

/** When was agreed to what had been used up at the mention before; 0 where nothing had. */
function sinceIn(mark: Uint8Array): number {
  return Number(Buffer.from(mark).toString().split(' ')[1] ?? 0)
}
