import type { Heard, Input, ParseContext } from '../answer.ts'
import { hearChoice } from './choice.ts'
import { hearConfirm } from './confirm.ts'
import { hearCreditCode } from './credit-code.ts'
import { hearDate } from './date.ts'
import { hearEvidence } from './evidence.ts'
import { hearImages } from './images.ts'
import { hearLocation } from './location.ts'
import { hearMultiChoice } from './multi-choice.ts'
import { hearNumber } from './number.ts'
import { hearPhone } from './phone.ts'
import type { ResolvedSpec } from './resolved-spec.ts'
import { hearText } from './text.ts'

export type { ResolvedSpec } from './resolved-spec.ts'
export { showAnswer } from './show-answer.ts'
export { showOptions } from './show-options.ts'

/** Reads what a person sent as an answer to the question. Never throws: what is not an answer carries its hint. */
export function parseAnswer(spec: ResolvedSpec, input: Input, context: ParseContext): Heard {
  switch (spec.type) {
    case 'choice':
      return hearChoice(spec, input)
    case 'multi-choice':
      return hearMultiChoice(spec, input)
    case 'text':
      return hearText(spec, input)
    case 'number':
      return hearNumber(spec, input)
    case 'date':
      return hearDate(spec, input, context)
    case 'phone':
      return hearPhone(spec, input)
    case 'credit-code':
      return hearCreditCode(spec, input)
    case 'images':
      return hearImages(spec, input, context)
    case 'location':
      return hearLocation(spec, input)
    case 'evidence':
      return hearEvidence(spec, input, context)
    case 'confirm':
      return hearConfirm(spec, input)
  }
}
