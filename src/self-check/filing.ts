import { createHash } from 'node:crypto'
import type { AnswerValue } from '../dialog/answer.ts'
import { fillInScope } from '../dialog/fill.ts'
import type { Frame } from '../dialog/frame.ts'
import { shownAnswer } from '../dialog/place.ts'
import { canonicalJson, type Script } from '../dialog/script.ts'
import { walk } from '../dialog/walk.ts'
import type { CivilDate } from '../lib/clock.ts'
import { legibleCode, type Random } from '../lib/random.ts'
import type { Unit } from '../units/unit.ts'
import { type Finding, findingsOf } from './findings.ts'

/** One answer with the question as it was asked. */
export type FiledRow = { path: string; name: string; question: string; answer: AnswerValue; shown: string }

/** What the records knew of a problem when it was filed, beside what was answered. */
export type KnownOfProblem = { foundOn: CivilDate; doneOn: CivilDate | null; how: string }

/** What is filed: whole in itself, so that it can be read and printed when content and unit have long changed. */
export type Snapshot = {
  format: 1
  unit: Unit
  script: string
  answers: Frame['answers']
  findings: Omit<Finding, 'item'>[]
  rows: FiledRow[]
  /** By path; missing in what was filed before it was kept here. */
  known?: Record<string, KnownOfProblem>
  /** Keyed digest of the ledger that is filed with it; missing where there is none. */
  ledger?: string
}

export function snapshotOf(
  script: Script,
  frame: Frame,
  unit: Unit,
  ledger?: string,
  known: NonNullable<Snapshot['known']> = {},
): Snapshot {
  const rows = walk(script, frame).flatMap(place => {
    const answer = frame.answers[place.path]
    if (answer === undefined) return []
    const question = fillInScope(place.step.ask, place.scope, frame)
    return [
      {
        path: place.path,
        name: place.step.name,
        question,
        answer,
        shown: shownAnswer(place, script, answer),
      },
    ]
  })
  const findings = findingsOf(script, frame).map(({ item, ...rest }) => ({ id: item.id, ...rest }))
  const history = Object.keys(known).length > 0 && { known }
  const sealed = ledger !== undefined && { ledger }
  return {
    format: 1,
    unit,
    script: script.hash,
    answers: frame.answers,
    findings,
    rows,
    ...history,
    ...sealed,
  }
}

/** Proves later that a filing was not changed: SHA-256 over its canonical JSON. */
export function fingerprint(snapshot: Snapshot): string {
  return createHash('sha256').update(canonicalJson(snapshot)).digest('hex')
}

/** 自查 receipts read `ZC20220318-7K3M9PXA`; 8 legible characters are about 36 bits a day. */
export function newReceipt(random: Random, day: CivilDate): string {
  return `ZC${day.replaceAll('-', '')}-${legibleCode(random, 8)}`
}
