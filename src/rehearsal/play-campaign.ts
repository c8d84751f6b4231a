import type { Instant } from '../lib/clock.ts'
import type { Act, Actor } from './act.ts'
import type { Tick } from './timetable.ts'

export type Stage = {
  moveTo(instant: Instant): void
  perform(actor: Actor, act: Act): Promise<void>
  /** Whether the last work has left something to be done. */
  isOpen(): Promise<boolean>
  /** Does the jobs once, and lets everything they cause come to its end. */
  work(): Promise<void>
}

/** Plays what everyone does and what the jobs do, in the order of time; of the same minute people come first. */
export async function playCampaign(
  actors: readonly Actor[],
  ticks: readonly Tick[],
  stage: Stage,
): Promise<void> {
  const first = ticks[0]?.at ?? 0
  const last = ticks.at(-1)?.at ?? 0
  const acts = actors
    .flatMap(actor => actor.acts.map(act => ({ at: act.at, actor, act })))
    .filter(({ at }) => at >= first && at <= last)
  let isChanged = true
  for (const event of [...acts, ...ticks].toSorted((a, b) => a.at - b.at)) {
    stage.moveTo(event.at)
    if ('act' in event) {
      await stage.perform(event.actor, event.act)
      isChanged = true
    } else if (!event.isAgain || isChanged || (await stage.isOpen())) {
      await stage.work()
      isChanged = false
    }
  }
}
