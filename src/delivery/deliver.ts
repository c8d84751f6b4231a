import type { Clock } from '../lib/clock.ts'
import type { Park } from '../turn/park.ts'
import type { ReplyWindows } from '../turn/reply-windows.ts'
import type { Attempt } from './attempt.ts'
import type { AttemptStore } from './attempt-store.ts'
import type { Channels, Refusal } from './channel.ts'
import type { Ledger } from './ledger.ts'
import type { Letter, Outcome, Rung } from './letter.ts'
import { type Move, nextMove } from './next-move.ts'
import type { Pace } from './pace.ts'
import { openSituations } from './situations.ts'
import type { Templates } from './templates-content.ts'
import { createTryLetters, type May, type Trial } from './try-letters.ts'

export type DeliverDependencies = {
  channels: Channels
  templates: Templates
  attempts: AttemptStore
  ledger: Ledger
  windows: ReplyWindows
  park: Park
  /** The clock that windows and hours live by. */
  clock: Clock
  pace: Pace
  seal: { hash(purpose: string, text: string): string }
  observe?: (rung: Rung, answer: 'ok' | Refusal) => void
}

/**
 * Tells letters, as many at a time as the caller likes; what became of each, by its id. `may` is asked just before each goes
 * out: once it says no, those that are left come again, and no try is counted.
 */
export type Deliver = (letters: readonly Letter[], may?: May) => Promise<Map<string, Outcome>>

/** Another process carries the channel. */
const ELSEWHERE_MS = 60_000

/**
 * Takes every letter down its rungs: decide, try, and again for those the platform has refused. However many the letters,
 * the statements are those of a handful of rounds.
 */
export function createDeliver(deps: DeliverDependencies): Deliver {
  const { attempts, clock } = deps
  const tryLetters = createTryLetters(deps)

  return async function deliver(letters, may = () => true) {
    const outcomes = new Map<string, Outcome>()
    const carried = letters.filter(({ ref }) => deps.channels[ref.channel])
    for (const { id } of letters.filter(each => !carried.includes(each)))
      outcomes.set(id, { state: 'later', at: clock.now() + ELSEWHERE_MS })
    if (carried.length === 0) return outcomes
    const situations = await openSituations(deps, carried)
    const history = await attempts.of(carried.map(({ id }) => id))

    for (let open = carried; open.length > 0; open = open.filter(({ id }) => !outcomes.has(id))) {
      await situations.refresh()
      const trials: Trial[] = []
      for (const letter of open) {
        const tried = history.get(letter.id) ?? []
        const move = nextMove(tried, situations.of(letter, clock.now()))
        if (move.do === 'try') trials.push(trialOf(letter, move, tried))
        else outcomes.set(letter.id, outcomeOf(move, tried.at(-1)))
      }
      for (const { letter, attempt, outcome } of await tryLetters(trials, situations, may)) {
        if (outcome) outcomes.set(letter.id, outcome)
        if (attempt) history.set(letter.id, [...others(history.get(letter.id), attempt), attempt])
      }
    }
    return outcomes
  }

  function trialOf(letter: Letter, { rung, n }: Move & { do: 'try' }, tried: readonly Attempt[]): Trial {
    const beganAt = clock.now()
    const before = tried.find(attempt => attempt.n === n)
    // WeChat remembers a template's id from the first time on.
    if (before?.rung === 'template') return { letter, attempt: { ...before, answer: null }, isAgain: true }
    if (before) return { letter, attempt: { ...before, beganAt, answer: null }, isAgain: true }
    const { id, person, name } = letter
    const templateId = rung === 'chat' || rung === 'parked' ? '' : (deps.templates[name][rung]?.id ?? '')
    const open = { endedAt: null, answer: null, code: 0, messageId: '', result: null }
    return { letter, attempt: { letter: id, n, person, rung, templateId, beganAt, ...open }, isAgain: false }
  }
}

function others(history: readonly Attempt[] = [], { n }: Attempt): Attempt[] {
  return history.filter(attempt => attempt.n !== n)
}

function outcomeOf(move: Exclude<Move, { do: 'try' }>, last: Attempt | undefined): Outcome {
  if (move.do === 'give-up' || !last) return { state: 'gone' }
  if (move.do === 'wait') return { state: 'later', at: move.until }
  if (last.rung === 'parked') return { state: 'parked', rung: 'parked' }
  const isTold = last.rung === 'chat' || last.result === 'arrived'
  return { state: isTold ? 'told' : 'sent', rung: last.rung }
}
