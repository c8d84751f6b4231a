import type { Say } from '../dialog/answer.ts'
import type { CommandWords } from '../dialog/command-words.ts'
import type { Speak } from '../dialog/fill.ts'
import { type Frame, isHalfWay } from '../dialog/frame.ts'
import type { ErrorCode } from '../errors.ts'
import type { Instant } from '../lib/clock.ts'
import { createControls } from './controls.ts'
import { createConversation } from './conversation.ts'
import type { InboundBody } from './inbound.ts'
import type { Command, Moment, PhotoKeeper, Room, Shelf, TurnMoment } from './room.ts'
import type { Session } from './session.ts'

export type RouteDependencies = {
  shelf: Shelf
  rooms: readonly Room[]
  commands: Record<string, Command>
  words: CommandWords
  /** Answers to common questions; null where none fits, or is meant by what a person writes now. */
  faq: (text: string, moment: Moment, session: Session) => Promise<string | null>
  speak: Speak
  photos: PhotoKeeper
  arrivals?: Arrivals
  /** What a room knows already about a checklist item that is about to be asked. */
  remark?: (item: string, frame: Frame, moment: Moment) => Promise<Say | null>
  /** Somebody is there: they wrote, tapped, scanned or followed. Never rejects. */
  seen?: (moment: Moment, isBack: boolean) => Promise<void>
  /** Erases what is kept of a person who unfollowed (platform rule, wechat-platform §2.3). */
  farewell: (moment: Moment) => Promise<void>
}

/** What leads to a command without being one; null for what is none of ours. */
export type Arrivals = {
  scene(scene: string): Command | null
  /** A code sent while no dialog is open. */
  code?(text: string): Command | null
  /** Heard before the dialog that is open: a code that must not be kept as an answer, or a command with a number. */
  secret?(text: string, open: Frame | null): Command | null
}

/**
 * What a turn comes to: the session to keep (null: none), the texts to say (none: no reply), until when at most the rest of
 * them may be kept, the filing whose papers follow, a command still to run, and what the turn fails with where all this
 * cannot be kept.
 */
export type Routed = {
  session: Session | null
  texts: string[]
  until?: Instant
  papers?: string
  next?: string
  unsure?: ErrorCode
}

export type Route = (body: InboundBody, session: Session, moment: TurnMoment) => Promise<Routed>

/** Decides who hears a message: the platform's events, a command, the open dialog, the common questions. */
export function createRoute(deps: RouteDependencies): Route {
  const { speak } = deps
  const conversation = createConversation(deps)
  const controls = createControls(deps, conversation)

  return async (body, stored, moment) => {
    // Beside the rest: records that hang are waited for once.
    const seen =
      body.kind === 'unfollow' || body.kind === 'notice' ? null : deps.seen?.(moment, body.kind === 'follow')
    try {
      return await routed(body, stored, moment)
    } finally {
      await seen
    }
  }

  async function routed(body: InboundBody, stored: Session, moment: TurnMoment): Promise<Routed> {
    const before = await conversation.findable(stored)
    // “Are you sure?” is answered by the next text or not at all: a later yes belongs to another question.
    const session = body.kind === 'text' || !before.pending ? before : { ...before, pending: null }
    switch (body.kind) {
      case 'follow':
      case 'scan':
        return arrive(body.kind, body.scene, session, moment)
      case 'unfollow':
        await deps.farewell(moment)
        return { session: null, texts: [] }
      case 'notice':
        return { session, texts: [] }
      case 'menu':
        return controls.command(body.key, session, moment)
      case 'text':
        return routeText(body.text, session, moment)
      default:
        return dialogue(body, session, moment)
    }
  }

  async function routeText(text: string, session: Session, moment: TurnMoment): Promise<Routed> {
    if (session.pending) return onward(await controls.confirm(text, session, moment), moment)
    const command = deps.words(text)
    if (command) return controls.command(command, session, moment)
    const open = session.paused ? null : (session.frames[0] ?? null)
    const secret = deps.arrivals?.secret?.(text, open)
    if (secret) return controls.perform(secret, session, moment)
    if (open) return dialogue({ kind: 'text', text }, session, moment)
    const arrival = deps.arrivals?.code?.(text)
    if (arrival) return controls.perform(arrival, session, moment)
    const answer = await deps.faq(text, moment, session)
    if (answer) return { session, texts: [answer, ...offer(session, 'resume.offer')] }
    return {
      session,
      texts: [speak(session.paused ? { phrase: 'resume.paused' } : { phrase: 'fallback.text' })],
    }
  }

  /** Who comes with a scene of ours is led on at once; a new follower is greeted first. */
  async function arrive(
    kind: 'follow' | 'scan',
    scene: string | undefined,
    session: Session,
    moment: TurnMoment,
  ): Promise<Routed> {
    const arrival = scene === undefined ? null : (deps.arrivals?.scene(scene) ?? null)
    const welcome = speak({ phrase: 'welcome.follow' })
    if (!arrival) return { session, texts: [welcome, ...offer(session, 'resume.offer')] }
    const led = await controls.perform(arrival, session, moment)
    return kind === 'follow' ? { ...led, texts: [welcome, ...led.texts] } : led
  }

  async function dialogue(body: InboundBody, session: Session, moment: TurnMoment): Promise<Routed> {
    return onward(await conversation.input(body, session, moment), moment)
  }

  /** What the end of a dialog leads to begins at once. */
  async function onward(routed: Routed, moment: TurnMoment): Promise<Routed> {
    if (!routed.next || !routed.session) return routed
    const then = await controls.command(routed.next, routed.session, moment)
    const { unsure } = routed
    return { ...then, ...(unsure && { unsure }), texts: [...routed.texts, ...then.texts] }
  }

  function offer(session: Session, phrase: Say['phrase']): string[] {
    return session.frames.some(isHalfWay) ? [speak({ phrase })] : []
  }
}
