import { toCivil } from '../campaign/civil-date.ts'
import { showDay } from '../dialog/answers/civil-day.ts'
import { fillWith } from './fill-with.ts'
import type { Material } from './material.ts'
import { type TextBlock, text } from './paper.ts'

/** Who signs, with the place for the stamp, and the day it was filed. */
export function signatureOf({ filing, setting }: Material): TextBlock[] {
  const unit = fillWith(setting.words.signature, { unit: filing.snapshot.unit.name })
  const blank = text('body', '')
  return [blank, blank, text('signature', unit), text('signature', showDay(toCivil(filing.filedAt)))]
}
