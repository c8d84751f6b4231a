import type { z } from 'zod'
import type { CivilDate } from '../lib/clock.ts'
import type { Option } from './content.ts'

/** What may be handed in as evidence (证据). */
export type EvidenceKind = 'photo' | 'voice' | 'video' | 'location' | 'link'

/** What a person sent, as far as a dialog can use it. A photo, or a piece of evidence, is kept before the dialog hears of it. */
export type Input =
  | { kind: 'text'; text: string }
  | { kind: 'photo'; id: string }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'evidence'; what: EvidenceKind; id: string }
  | { kind: 'other'; what: 'voice' | 'video' | 'file' | 'link' | 'sticker' | 'card' }

/** Option ids for choices, `YYYY-MM-DD` for dates, `yes`/`no` for confirm, photo ids for images, `<kind>:<id>` for evidence. */
export type AnswerValue = string | number | string[] | { latitude: number; longitude: number; label: string }

/** A phrase of phrases.yaml with what goes into its placeholders. */
export type Say = { phrase: string; values?: Record<string, string | number> }

/**
 * `more`: the value is kept, and the question stays open (photos). `note`: it is not quite what was sent, and why. A wrong
 * answer is data: it carries its hint.
 */
export type Heard = { ok: true; value: AnswerValue; more?: Say; note?: Say } | { ok: false; hint: Say }

/** AnswerSpec with its options written out. */
export type OptionList = z.infer<typeof Option>[]

export type ParseContext = {
  today: CivilDate
  /** What stands there already (photos and evidence add to it). */
  before?: AnswerValue
}
