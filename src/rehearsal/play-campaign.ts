import type { Instant } from '../lib/clock.ts'
import type { Act, Actor } from './act.ts'

export type Stage = {
  moveTo(instant: Instant): void
  perform(actor: Actor, act: Act): Promise<void>
  /** Does the jobs once, and lets everything they cause come to its end. */
  work(): Promise<void>
}

/** Plays what everyone does and what the jobs do, in the order of time; of the same minute people come first. */
export async function playCampaign(
  actors: readonly Actor[],
  ticks: readonly Instant[],
  stage: Stage,
): Promise<void> {
  const first = ticks[0] ?? 0
  const last = ticks.at(-1) ?? 0
  const acts = actors
    .flatMap(actor => actor.acts.map(act => ({ at: act.at, do: () => stage.perform(actor, act) })))
    .filter(({ at }) => at >= first && at <= last)
  const works = ticks.map(at => ({ at, do: () => stage.work() }))
  for (const event of [...acts, ...works].toSorted((a, b) => a.at - b.at)) {
    stage.moveTo(event.at)
    await event.do()
  }
}
