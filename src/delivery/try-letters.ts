import { inParallel } from '../lib/in-parallel.ts'
import type { Spent } from '../turn/reply-windows.ts'
import type { Attempt } from './attempt.ts'
import type { Answer, FailureKind, Refusal } from './channel.ts'
import type { DeliverDependencies } from './deliver.ts'
import type { Letter, Outcome, Rung } from './letter.ts'
import { outgoing } from './outgoing.ts'
import type { Situations } from './situations.ts'

/** A letter and the try that is about to be made; `isAgain`: it was begun before, and nobody knows what came of it. */
export type Trial = { letter: Letter; attempt: Attempt; isAgain: boolean }

/** `attempt` null: nothing was tried; `outcome` is there where the letter rests for now. */
type Tried = { letter: Letter; attempt: Attempt | null; outcome?: Outcome }

/** Whether one more may go out now. */
export type May = () => boolean

/** How many are written to at the same time. */
const WIDTH = 8
/** Somebody is talking just now, or another worker is at this letter. */
const BUSY_MS = 60_000
/** What never left this machine goes when there is a way out again. */
const UNREACHABLE_MS = 5 * 60_000
/** A template without an answer is sent again under its id, but not at once. */
const AWAY_MS = 60_000
/** WeChat's invalid openid: of another account, or of nobody (wechat-platform §5.1). */
const UNKNOWN_PERSON = 40_003
/** Answers that the platform has only about somebody whom it knows. */
const OF_THE_KNOWN: readonly Attempt['answer'][] = [
  'ok',
  'person-gone',
  'person-refuses',
  'window-closed',
  'count-used',
  'not-subscribed',
]
/** What one is refused for, everyone is: the rest of a round is not tried. */
const OF_THE_ACCOUNT: readonly Refusal[] = [
  'unreachable',
  'unauthorized',
  'quota',
  'ip',
  'config',
  'token',
  'restricted',
]

/** One try each: written down, made, and closed. */
export function createTryLetters(deps: DeliverDependencies) {
  const { attempts, ledger, windows, park, clock, pace } = deps

  return async function tryLetters(
    trials: readonly Trial[],
    situations: Situations,
    may: May,
  ): Promise<Tried[]> {
    const pushes = trials.filter(({ attempt }) => attempt.rung !== 'parked')
    const parks = trials.filter(({ attempt }) => attempt.rung === 'parked')
    const { admitted, sentAway } = admit(pushes)
    const spent = new Map<Trial, Spent>()
    const ready = await withWindow(admitted, situations, spent)
    const mine = await begun(ready)
    const refused = new Map<string, Refusal>()
    const pushed = await ofTheAccount(
      await inParallel(mine, WIDTH, trial => push(trial, refused, spent, may)),
    )
    await inParallel([...spent], WIDTH, ([{ letter }, taken]) => windows.giveBack(letter.person, taken))
    await attempts.withdraw(mine.filter((trial, at) => !pushed[at]?.attempt && !trial.isAgain).map(letterIn))
    const left = await inParallel(parks, WIDTH, async trial => (may() ? leave(trial) : unsent(trial)))
    const tried = [...pushed, ...left]
    const ended = tried.flatMap(({ attempt }) => attempt ?? [])
    await attempts.write(ended)
    await correctLedger(ended, situations)
    const late = ready.filter(trial => !mine.includes(trial)).map(({ letter }) => comesAgain(letter, BUSY_MS))
    return [...tried, ...late, ...sentAway]
  }

  /** Before anything is written: a channel that is away, or slow, would leave nothing but tries in doubt. */
  function admit(trials: Trial[]): { admitted: Trial[]; sentAway: Tried[] } {
    const admitted: Trial[] = []
    const sentAway: Tried[] = []
    for (const trial of trials) {
      const { letter } = trial
      const answer = deps.channels[letter.ref.channel]?.admit?.(letter.ref) ?? 'now'
      if (answer === 'now') admitted.push(trial)
      else sentAway.push(comesAgain(letter, answer))
    }
    return { admitted, sentAway }
  }

  /** Chat takes a message out of the person's window first; where none is open, it is not tried. */
  async function withWindow(
    trials: Trial[],
    situations: Situations,
    spent: Map<Trial, Spent>,
  ): Promise<Trial[]> {
    const open = await inParallel(trials, WIDTH, async trial => {
      const { person, ref } = trial.letter
      if (trial.attempt.rung !== 'chat' || !deps.channels[ref.channel]?.hasWindows) return true
      const taken = await windows.spend(person, clock.now())
      if (taken) spent.set(trial, taken)
      return taken !== null
    })
    for (const [index, { letter }] of trials.entries())
      if (!open[index]) situations.closeWindow(letter.person)
    return trials.filter((_, index) => open[index])
  }

  /** Those whose try is written down, by us and nobody else. */
  async function begun(trials: Trial[]): Promise<Trial[]> {
    await attempts.write(trials.filter(({ isAgain }) => isAgain).map(({ attempt }) => attempt))
    const fresh = trials.filter(({ isAgain }) => !isAgain).map(({ attempt }) => attempt)
    const ours = await attempts.begin(fresh)
    return trials.filter(({ letter, isAgain }) => isAgain || ours.has(letter.id))
  }

  /** Leaves in `spent` what nobody has got: it never left, or the account was refused. */
  async function push(
    trial: Trial,
    refused: Map<string, Refusal>,
    spent: Map<Trial, Spent>,
    may: May,
  ): Promise<Tried> {
    const { letter, attempt } = trial
    const way = `${letter.ref.channel} ${attempt.rung}`
    const answer = await ask(trial, refused.get(way), may)
    if (!answer) return unsent(trial)
    if (answer.ok || !OF_THE_ACCOUNT.includes(answer.kind)) spent.delete(trial)
    if (answer.ok) return { letter, attempt: closed(attempt, 'ok', { messageId: answer.messageId }) }
    const { kind, code } = answer
    if (OF_THE_ACCOUNT.includes(kind)) refused.set(way, kind)
    if (kind === 'unreachable') return comesAgain(letter, UNREACHABLE_MS)
    const tried = { letter, attempt: closed(attempt, kind, { code }) }
    return kind === 'away' && attempt.rung === 'template'
      ? { ...comesAgain(letter, AWAY_MS), ...tried }
      : tried
  }

  /** Null where it may not go out any more. */
  async function ask(
    { letter, attempt }: Trial,
    refused: Refusal | undefined,
    may: May,
  ): Promise<Answer | null> {
    const channel = deps.channels[letter.ref.channel]
    if (refused || !channel) return { ok: false, kind: refused ?? 'unauthorized', code: 0 }
    await pace()
    if (!may()) return null
    const answer = await channel.send(letter.ref, outgoing(letter, attempt, deps.templates, deps.seal))
    deps.observe?.(attempt.rung, answer.ok ? 'ok' : answer.kind)
    return answer
  }

  /** Nothing was asked of the platform: it is as if there had been no try. */
  function unsent({ letter }: Trial): Tried {
    return { letter, attempt: null, outcome: { state: 'later', at: clock.now() } }
  }

  /** Several whom the platform does not know and nobody whom it does: they are not gone, the account is another. */
  async function ofTheAccount(pushed: readonly Tried[]): Promise<readonly Tried[]> {
    const unknown = pushed.filter(({ attempt }) => attempt?.code === UNKNOWN_PERSON)
    const channel = unknown[0]?.letter.ref.channel
    const isRight = pushed.some(
      ({ letter, attempt }) => letter.ref.channel === channel && attempt && isKnown(attempt),
    )
    if (!channel || isRight || new Set(unknown.map(({ letter }) => letter.person)).size < 2) return pushed
    await deps.channels[channel]?.knowsNobody?.()
    return pushed.map(each =>
      each.attempt?.code === UNKNOWN_PERSON
        ? { ...each, attempt: { ...each.attempt, answer: 'config' } }
        : each,
    )
  }

  async function leave({ letter, attempt }: Trial): Promise<Tried> {
    if (!(await park(letter.person, letter.note))) return comesAgain(letter, BUSY_MS)
    deps.observe?.('parked', 'ok')
    return { letter, attempt: closed(attempt, 'ok', {}) }
  }

  /** An answer lost on the wire closes nothing: the platform may have it. */
  function closed(attempt: Attempt, answer: 'ok' | FailureKind, more: Partial<Attempt>): Attempt {
    return { ...attempt, ...more, answer, endedAt: answer === 'away' ? null : clock.now() }
  }

  function comesAgain(letter: Letter, inMs: number): Tried {
    return { letter, attempt: null, outcome: { state: 'later', at: clock.now() + inMs } }
  }

  /** What the answers say of the persons, so that the same is not tried again. */
  async function correctLedger(ended: readonly Attempt[], situations: Situations): Promise<void> {
    const personsWith = (kinds: Attempt['answer'][], rungs?: Rung[]) =>
      ended.filter(({ answer, rung }) => kinds.includes(answer) && (rungs?.includes(rung) ?? true))
    for (const [templateId, persons] of byTemplate(personsWith(['ok'], ['one-time'])))
      await ledger.use(templateId, persons)
    for (const [templateId, persons] of byTemplate(personsWith(['not-subscribed'])))
      await ledger.withdraw(templateId, persons)
    for (const { person } of personsWith(['window-closed', 'count-used'])) await windows.shut(person)
    const gone = personsWith(['person-gone'])
    for (const { person } of gone) situations.lose(person)
    // An unknown one alone may be as well: for good they are lost only where others of the round are known.
    const isRight = ended.some(isKnown)
    const lost = gone.filter(({ code }) => isRight || code !== UNKNOWN_PERSON).map(({ person }) => person)
    if (lost.length > 0) await ledger.lose(lost, clock.now())
  }
}

function isKnown({ answer, code, rung }: Attempt): boolean {
  return rung !== 'parked' && code !== UNKNOWN_PERSON && OF_THE_KNOWN.includes(answer)
}

function letterIn({ letter }: Trial): string {
  return letter.id
}

function byTemplate(attempts: readonly Attempt[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { templateId, person } of attempts)
    groups.set(templateId, [...(groups.get(templateId) ?? []), person])
  return groups
}
