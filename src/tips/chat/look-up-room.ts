import type { Say } from '../../dialog/answer.ts'
import { showAnswer } from '../../dialog/answers/parse-answer.ts'
import type { Frame } from '../../dialog/frame.ts'
import type { DialogEvent } from '../../dialog/hear.ts'
import { shortened } from '../../dialog/shortened.ts'
import type { Log } from '../../lib/logger.ts'
import type { Moment, Outcome, Room } from '../../turn/room.ts'
import type { TipSettings } from '../settings-content.ts'
import type { ReporterDesk, TipIntake } from '../tip.ts'
import { LOOK_UP, SUPPLEMENT, WITHDRAW } from './dialogs.ts'
import { evidenceKey } from './draft-secret.ts'
import { type EvidenceKeeper, evidenceIn } from './evidence-keeper.ts'
import { isReady } from './is-ready.ts'
import { looksLikeCode, refuseCode } from './refuse-code.ts'
import { type StandingWords, sayStanding } from './say-standing.ts'
import { namesBureau } from './whom.ts'

export type LookUpDependencies = StandingWords & {
  desk: ReporterDesk
  evidence: EvidenceKeeper
  intake: Pick<TipIntake, 'ready'>
  log: Log
  settings: StandingWords['settings'] & Pick<TipSettings, 'about-bureau'>
}

/**
 * The room of the dialogs `look-up`, `supplement` and `withdraw-contact`. Each asks for the query code last and does its
 * work with it: no session ever holds a code.
 */
export function createLookUpRoom(deps: LookUpDependencies): Room {
  const { desk, evidence, settings } = deps
  return {
    dialogs: [LOOK_UP, SUPPLEMENT, WITHDRAW],
    async apply(event, frame, _script, moment) {
      if (event.type === 'answered') return answered(event, frame, moment)
      if (event.type === 'restarted') return leave(frame)
      return {}
    },
    keep: (body, frame, { path }, { now }) =>
      evidence.keep(body, evidenceKey(frame), now, frame.answers[path]),
  }

  async function leave({ dialog, answers }: Frame): Promise<Outcome> {
    await evidence.dropped(answers.evidence, [])
    return dialog === SUPPLEMENT ? {} : { say: [{ phrase: 'look-up.left' }] }
  }

  async function answered(
    { path, value, before }: DialogEvent & { type: 'answered' },
    frame: Frame,
    moment: Moment,
  ): Promise<Outcome> {
    if (path === 'code') return withCode(String(value), frame, moment)
    if (path === 'evidence') await evidence.dropped(before, value)
    if (path === 'sure' && value === 'no') return done('look-up.contact-kept')
    if (frame.dialog !== SUPPLEMENT) return {}
    const isWarned = path === 'words' && namesBureau(String(value), settings['about-bureau'])
    return { facts: toHandIn(frame), say: isWarned ? [await sayNamesBureau()] : [] }
  }

  /** Another tip is no way out while none can be begun. */
  async function sayNamesBureau(): Promise<Say> {
    if (await isReady(deps)) return { phrase: 'look-up.names-bureau' }
    return { phrase: 'look-up.names-bureau-closed', values: { hotline: deps.hotline } }
  }

  async function withCode(code: string, frame: Frame, moment: Moment): Promise<Outcome> {
    if (!looksLikeCode(code)) return refuseCode('no-code')
    switch (frame.dialog) {
      case SUPPLEMENT:
        return supplement(code, frame, moment)
      case WITHDRAW:
        return withdraw(code, moment)
      default:
        return look(code, moment)
    }
  }

  async function look(code: string, moment: Moment): Promise<Outcome> {
    const looked = await desk.look(code, moment.person)
    if (looked.outcome !== 'found') return refuseCode(looked.outcome)
    return { finished: true, say: sayStanding(looked.tip, deps, moment.today) }
  }

  async function supplement(code: string, frame: Frame, { person }: Moment): Promise<Outcome> {
    const { words, evidence: things } = frame.answers
    const pieces = evidenceIn(things, evidenceKey(frame))
    const { outcome } = await desk.supplement(code, person, String(words), pieces, frame.facts.once ?? '')
    if (outcome === 'kept') return done('look-up.supplemented')
    if (outcome !== 'own-code') return refuseCode(outcome)
    return { reopen: ['words', 'code'], say: [{ phrase: 'failed.own-code' }] }
  }

  async function withdraw(code: string, { person }: Moment): Promise<Outcome> {
    const { outcome } = await desk.withdrawContact(code, person)
    if (outcome === 'wrong' || outcome === 'too-many') return refuseCode(outcome)
    return done(outcome === 'withdrawn' ? 'look-up.contact-withdrawn' : 'look-up.no-contact')
  }
}

/** Enough to know one's own words by. */
const MAX_LENGTH = 60

/** What the question for the code shows: a supplement may have been written days ago, and with another tip in mind. */
function toHandIn({ answers }: Pick<Frame, 'answers'>): Record<string, string> {
  const things = answers.evidence ?? []
  return {
    begins: shortened(String(answers.words ?? ''), MAX_LENGTH),
    things: showAnswer({ type: 'evidence', min: 0, max: 20 }, things),
  }
}

function done(phrase: string): Outcome {
  return { finished: true, say: [{ phrase }] }
}
