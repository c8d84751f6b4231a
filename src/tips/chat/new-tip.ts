import type { AnswerValue } from '../../dialog/answer.ts'
import { fillInScope } from '../../dialog/fill.ts'
import type { Frame } from '../../dialog/frame.ts'
import { shownAnswer } from '../../dialog/place.ts'
import type { Script } from '../../dialog/script.ts'
import { type Place, walk } from '../../dialog/walk.ts'
import type { Moment } from '../../turn/room.ts'
import type { TipLevel } from '../../turn/tip-levels.ts'
import type { Contact, NewTip, TipRow } from '../tip.ts'
import { evidenceKey, secretOf } from './draft-secret.ts'
import { evidenceIn } from './evidence-keeper.ts'
import { isAboutBureau, namesBureau } from './whom.ts'

/** Sealed apart, or only there to steer the conversation. */
const NO_ROWS = ['level', 'level-here', 'stay', 'still', 'contact-name', 'contact-phone']

/** A finished draft as it is submitted: the answers to what was asked in the end, as they were asked. `bureaus`: what they are called. */
export function newTip(
  script: Script,
  frame: Frame,
  moment: Moment,
  bureaus: readonly string[],
): Omit<NewTip, 'flooded'> {
  const answered = walk(script, frame).filter(({ path }) => frame.answers[path] !== undefined)
  const said = new Map(answered.map(({ path }) => [path, frame.answers[path]]))
  const level = levelIn(Object.fromEntries(said))
  const rows = answered
    .filter(({ path }) => !NO_ROWS.includes(path))
    .map(place => rowOf(script, frame, place, said.get(place.path)!))
  return {
    secret: secretOf(frame),
    level,
    rows,
    evidence: evidenceIn(said.get('evidence'), evidenceKey(frame)),
    contact: contactIn(said),
    link: level === 'code-only' ? null : moment.ref,
    unitId: said.get('who-fits') === 'yes' ? (frame.facts['unit-id'] ?? null) : null,
    district: textOf(said.get('district')),
    // A custodian can hand on what is about nobody there; what has reached those it is about cannot be called back.
    aboutBureau:
      isAboutBureau(frame.answers, bureaus) || rows.some(({ shown }) => namesBureau(shown, bureaus)),
    today: moment.today,
  }
}

/** The level that was chosen, or taken where there is only one. */
export function levelIn(answers: Readonly<Record<string, AnswerValue | undefined>>): TipLevel {
  return answers['level-here'] === 'yes' ? 'named' : (answers.level as TipLevel)
}

function rowOf(script: Script, frame: Frame, place: Place, answer: AnswerValue): TipRow {
  const { path, step, scope } = place
  return {
    id: path,
    name: fillInScope(step.name, scope, frame),
    question: fillInScope(step.ask, scope, frame).trimEnd(),
    answer,
    shown: shownAnswer(place, script, answer),
  }
}

/** Asked for at the levels that have one, and only there. */
function contactIn(said: ReadonlyMap<string, AnswerValue | undefined>): Contact | null {
  const name = textOf(said.get('contact-name'))
  const phone = textOf(said.get('contact-phone'))
  return name === null || phone === null ? null : { name, phone }
}

function textOf(value: AnswerValue | undefined): string | null {
  return value === undefined ? null : String(value)
}
