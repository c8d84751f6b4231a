import { toCivil } from '../campaign/civil-date.ts'
import type { Say } from '../dialog/answer.ts'
import { showDay } from '../dialog/answers/civil-day.ts'
import { readOptionNumber } from '../dialog/answers/option-number.ts'
import { parseAnswer } from '../dialog/answers/parse-answer.ts'
import { type Frame, isHalfWay } from '../dialog/frame.ts'
import { isAnswered } from '../dialog/place.ts'
import { walk } from '../dialog/walk.ts'
import type { createConversation } from './conversation.ts'
import type { Command, CommandResult, TurnMoment } from './room.ts'
import type { RouteDependencies, Routed } from './route.ts'
import type { Session } from './session.ts'

/** The words that steer a conversation rather than answer a question, and the commands of the rooms. */
export function createControls(deps: RouteDependencies, conversation: ReturnType<typeof createConversation>) {
  const { speak, commands } = deps
  const say = (session: Session, ...says: Say[]): Routed => ({ session, texts: says.map(speak) })

  async function command(id: string, session: Session, moment: TurnMoment): Promise<Routed> {
    const [top] = session.frames
    switch (id) {
      case 'more':
        return session.more
          ? { session: { ...session, more: '' }, texts: [session.more] }
          : say(session, { phrase: 'more.none' })
      case 'pause':
        return top
          ? say({ ...session, paused: true }, pausedUntil(top))
          : say(session, { phrase: 'pause.none' })
      case 'continue':
        return top ? resume(session) : run(id, session, moment)
      case 'restart':
        return top
          ? say({ ...session, pending: 'restart' }, { phrase: 'restart.confirm' })
          : say(session, { phrase: 'restart.none' })
      case 'cancel':
        return top ? cancel(session, moment) : say(session, { phrase: 'cancel.none' })
      case 'progress':
        return top ? dialogProgress(session, await run(id, session, moment)) : run(id, session, moment)
      default:
        return run(id, session, moment)
    }
  }

  /** A command of a room; one that no room has simply says its phrase. */
  async function run(id: string, session: Session, moment: TurnMoment): Promise<Routed> {
    const handler = commands[id]
    if (!handler) return withOffer(session, [speak({ phrase: `command.${id}` })])
    return perform(handler, session, moment)
  }

  async function perform(handler: Command, session: Session, moment: TurnMoment): Promise<Routed> {
    const result = await handler(moment, session)
    const routed = await performed(result, session)
    return result.until === undefined ? routed : { ...routed, until: result.until }
  }

  async function performed(result: CommandResult, session: Session): Promise<Routed> {
    if (result.start) return conversation.begin(session, result.start, result.say)
    if (result.clear) return say({ ...session, frames: ownIn(session), paused: false }, ...result.say)
    if (result.pending) return say({ ...session, pending: result.pending }, ...result.say)
    return withOffer(session, result.say.map(speak))
  }

  /** Whoever asks in the middle of a dialog is told how to go on with it. */
  async function withOffer(session: Session, texts: string[]): Promise<Routed> {
    const [top] = session.frames
    if (!top || !isHalfWay(top)) return { session, texts }
    const script = await conversation.scriptOf(top)
    return {
      session,
      texts: [...texts, speak({ phrase: 'interrupt.offer', values: { title: script.dialog.title } })],
    }
  }

  async function resume(session: Session): Promise<Routed> {
    const [top] = session.frames
    if (!top) return say(session, { phrase: 'resume.none' })
    const script = await conversation.scriptOf(top)
    const head = speak({ phrase: 'resume.done', values: { title: script.dialog.title } })
    return { session: { ...session, paused: false }, texts: [head, await conversation.question(top)] }
  }

  /** Leaves the dialog; what was recorded stays recorded. What is nowhere else is not thrown away unasked. */
  async function cancel(session: Session, moment: TurnMoment): Promise<Routed> {
    const [top] = session.frames
    if (top?.until === undefined)
      return conversation.finish(session, session.frames.slice(1), { say: [{ phrase: 'cancel.done' }] })
    if (Object.keys(top.answers).length === 0) return erase(session, moment)
    return say({ ...session, pending: 'cancel' }, { phrase: 'cancel.confirm' })
  }

  async function erase(session: Session, moment: TurnMoment): Promise<Routed> {
    const [top, ...below] = session.frames
    if (!top) return say(session, { phrase: 'cancel.none' })
    const outcome = await conversation.discard(top, moment)
    return conversation.finish(session, below, { say: [{ phrase: 'cancel.erased' }], ...outcome })
  }

  /** A checklist's progress is told by its room; of any other dialog at least the steps are counted. */
  async function dialogProgress(session: Session, rest: Routed): Promise<Routed> {
    const [top] = session.frames
    if (!top) return rest
    const script = await conversation.scriptOf(top)
    if (script.items.length > 0) return rest
    const places = walk(script, top)
    const done = places.filter(place => isAnswered(place, top)).length
    const values = { title: script.dialog.title, done, total: places.length }
    return { session: rest.session, texts: [speak({ phrase: 'progress.steps', values }), ...rest.texts] }
  }

  /**
   * Answers “are you sure?”; anything but the word asked for leaves all as it is. A number is none: no options stand under
   * this question, so it was meant for the one above.
   */
  async function confirm(text: string, session: Session, moment: TurnMoment): Promise<Routed> {
    const calm: Session = { ...session, pending: null }
    const heard = parseAnswer(
      { type: 'confirm', yes: '确定', no: '取消', explicit: true },
      { kind: 'text', text },
      { today: moment.today },
    )
    const isSure = heard.ok && heard.value === 'yes' && readOptionNumber(text) === null
    if (!isSure) return say(calm, { phrase: 'confirm.kept' })
    if (session.pending === 'restart') return restart(calm, moment)
    if (session.pending === 'cancel') return erase(calm, moment)
    return run(`${session.pending}-confirmed`, calm, moment)
  }

  async function restart(session: Session, moment: TurnMoment): Promise<Routed> {
    const [top, ...below] = session.frames
    if (!top) return say(session, { phrase: 'restart.none' })
    const outcome = await conversation.discard(top, moment)
    if (outcome.finished) return conversation.finish(session, below, outcome)
    const facts = { ...top.facts, ...outcome.facts }
    const fresh = { ...top, facts, answers: {}, deferred: [], at: null, fails: 0, finished: false }
    return conversation.begin({ ...session, frames: below }, fresh, [{ phrase: 'restart.done' }])
  }

  return { command, confirm, perform }
}

/** What lives in the session alone is nobody else's: it stays with its writer. */
function ownIn({ frames }: Session): Frame[] {
  return frames.filter(({ until }) => until !== undefined)
}

function pausedUntil({ until }: Frame): Say {
  return until === undefined
    ? { phrase: 'pause.done' }
    : { phrase: 'pause.until', values: { until: showDay(toCivil(until)) } }
}
