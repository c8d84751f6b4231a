import type { Say } from '../dialog/answer.ts'
import { ask, askShort, opening } from '../dialog/ask.ts'
import type { Frame } from '../dialog/frame.ts'
import { type DialogEvent, hear, type Step } from '../dialog/hear.ts'
import { moveOn, restored } from '../dialog/move-on.ts'
import type { Script } from '../dialog/script.ts'
import { AppError } from '../errors.ts'
import type { InboundBody } from './inbound.ts'
import type { Outcome, Room, TurnMoment } from './room.ts'
import type { RouteDependencies, Routed } from './route.ts'
import type { Session } from './session.ts'
import { createToInput } from './to-input.ts'

/**
 * Speaks through the open dialog: hears an input, lets its room record what happened, and asks what comes next.
 * What is no answer but a common question is answered, and the dialog stays where it was.
 */
export function createConversation(deps: RouteDependencies) {
  const { speak, shelf, rooms, photos } = deps
  const toInput = createToInput(photos, roomOf)

  function roomOf({ dialog }: Frame): Room | undefined {
    return rooms.find(each => each.dialogs.includes(dialog))
  }

  /** The script a frame began with, whatever has been edited since. */
  async function scriptOf(frame: Frame): Promise<Script> {
    const script = await shelf.byHash(frame.script)
    if (!script) throw new AppError('content-missing', `a script of ${frame.dialog}`)
    return script
  }

  /** Without the dialogs whose script is gone, as after a restore: 自查 or 继续 begins them anew from the records. */
  async function findable(session: Session): Promise<Session> {
    const scripts = await Promise.all(session.frames.map(frame => shelf.byHash(frame.script)))
    if (!scripts.includes(null)) return session
    const frames = session.frames.filter((_, at) => scripts[at])
    return { ...session, frames, paused: session.paused && frames.length > 0 }
  }

  async function question(frame: Frame): Promise<string> {
    return ask(await scriptOf(frame), frame, speak)
  }

  async function begin(session: Session, frame: Frame, say: Say[]): Promise<Routed> {
    const script = await scriptOf(frame)
    const fresh = Object.keys(frame.answers).length === 0
    const frames = [
      moveOn(script, restored(script, frame)),
      ...session.frames.filter(each => each.dialog !== frame.dialog),
    ]
    const [top] = frames as [Frame]
    const intro = fresh ? [opening(script, top)] : []
    return {
      session: { ...session, frames, paused: false },
      texts: [...say.map(speak), ...intro, ask(script, top, speak)],
    }
  }

  async function input(body: InboundBody, session: Session, moment: TurnMoment): Promise<Routed> {
    const [frame, ...beneath] = session.frames
    if (!frame) return { session, texts: [speak({ phrase: idlePhrase(body) })] }
    if (session.paused) return { session, texts: [speak({ phrase: 'resume.paused' })] }
    const script = await scriptOf(frame)

    const heard = await toInput(body, script, frame, moment)
    if ('phrase' in heard) return { session, texts: [speak(heard)] }
    const step = hear(script, frame, heard, moment.today)
    const isNoAnswer = step.frame.fails > frame.fails && body.kind === 'text'
    const aside = isNoAnswer ? await deps.faq(body.text, moment, session) : null
    if (aside) return { session, texts: [aside, askShort(script, frame)].filter(text => text !== '') }
    const outcome = await applyAll(step.events, step.frame, script, moment)
    const below = beneath.filter(({ dialog }) => dialog !== outcome.closes)
    if (outcome.finished) return finish(session, below, outcome, step.say)

    const settled = settle(script, frame, step, outcome)
    const texts = [
      ...settled.say.map(speak),
      await remarkOn(script, frame, settled.frame, moment),
      followUp(script, frame, settled, step),
    ]
    return {
      session: settled.frame === frame ? session : { ...session, frames: [settled.frame, ...below] },
      texts: texts.filter(text => text !== ''),
    }
  }

  /** What is known already about the checklist item that is asked next, once as it comes up. */
  async function remarkOn(script: Script, before: Frame, frame: Frame, moment: TurnMoment): Promise<string> {
    const item = itemAsked(script, frame)
    if (!item || !deps.remark || item === itemAsked(script, before)) return ''
    const say = await deps.remark(item, frame, moment)
    return say ? speak(say) : ''
  }

  /** Lets the dialog's room record each event; later outcomes add to earlier ones. */
  async function applyAll(
    events: DialogEvent[],
    frame: Frame,
    script: Script,
    moment: TurnMoment,
  ): Promise<Outcome> {
    const room = roomOf(frame)
    let all: Outcome = {}
    for (const event of events) {
      moment.checkLease()
      all = { ...all, ...(await room?.apply(event, frame, script, moment)) }
    }
    return all
  }

  /** Tells the room that its dialog begins anew, or is given up for good. */
  async function discard(open: Frame, moment: TurnMoment): Promise<Outcome> {
    return applyAll([{ type: 'restarted' }], open, await scriptOf(open), moment)
  }

  /** Ends a dialog: what its room leads to comes next, or what lies beneath. */
  async function finish(
    session: Session,
    below: Frame[],
    { say = [], next, unsure, papers }: Outcome,
    first: Say[] = [],
  ): Promise<Routed> {
    const [under] = below
    const texts = [...first, ...say].map(speak)
    if (next) return { session: { ...session, frames: below }, texts, next, ...(unsure && { unsure }) }
    if (under && !session.paused) {
      const script = await scriptOf(under)
      texts.push(
        speak({ phrase: 'interrupt.return', values: { title: script.dialog.title } }),
        await question(under),
      )
    }
    const paused = session.paused && below.length > 0
    return { session: { ...session, frames: below, paused }, texts, ...(papers && { papers }) }
  }

  function followUp(
    script: Script,
    before: Frame,
    { frame }: { frame: Frame },
    { events, again }: Step,
  ): string {
    if (again) return ask(script, frame, speak)
    const stayed = frame.at === before.at && frame.at !== null
    if (!stayed)
      return frame.at === null && before.at === null && events.length === 0 ? '' : ask(script, frame, speak)
    return events.length > 0 ? '' : askShort(script, frame)
  }

  return { findable, begin, input, finish, discard, question, scriptOf }
}

function settle(script: Script, before: Frame, step: Step, outcome: Outcome): { frame: Frame; say: Say[] } {
  if (outcome.reject) return { frame: { ...before, fails: before.fails + 1 }, say: [outcome.reject] }
  const say = [...step.say, ...(outcome.say ?? [])]
  const { facts, lists, answers, reopen, subject } = outcome
  if (!facts && !lists && !answers && !reopen && subject === undefined) return { frame: step.frame, say }
  const frame = reopened(
    {
      ...step.frame,
      facts: { ...step.frame.facts, ...facts },
      lists: { ...step.frame.lists, ...lists },
      answers: answers ?? step.frame.answers,
      subject: subject ?? step.frame.subject,
    },
    reopen ?? [],
  )
  // More may be sent to the same question, whatever became known meanwhile.
  const isAskedOn = frame.at !== null && frame.at === before.at && !answers && !reopen
  return { frame: isAskedOn ? frame : moveOn(script, answers ? restored(script, frame) : frame), say }
}

function reopened(frame: Frame, paths: string[]): Frame {
  if (paths.length === 0) return frame
  const answers = Object.entries(frame.answers).filter(([path]) => !paths.includes(path))
  const deferred = frame.deferred.filter(path => !paths.includes(path))
  return { ...frame, answers: Object.fromEntries(answers), deferred }
}

/** Id of the checklist item the open question belongs to. The path says so: no walk is needed for it. */
function itemAsked(script: Script, { at }: Frame): string | null {
  const id = at?.slice(0, at.indexOf('.'))
  return script.items.find(item => item.id === id)?.id ?? null
}

function idlePhrase(body: InboundBody): string {
  if (body.kind === 'image' || body.kind === 'voice' || body.kind === 'video' || body.kind === 'file')
    return `idle.${body.kind}`
  return 'idle.other'
}
