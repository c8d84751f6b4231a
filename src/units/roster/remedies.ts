import type { Say } from '../../dialog/answer.ts'
import type { ResolvedSpec } from '../../dialog/answers/parse-answer.ts'

/** What to do about a cell, for the operator; what stands in it is not repeated. */
export const REMEDIES = {
  quote: 'a quotation mark is opened and not closed; mend it',
  empty: 'is empty; fill it in',
  number: 'is kept as a number, which loses figures; format the column as text and enter it anew',
  scientific: 'shows an E+ number, its figures are lost; format the column as text and enter it anew',
  'id-number': 'holds an ID-card number, and these are not kept; take it out',
  'special-ops': 'is empty; say whether the institution has the qualification',
  'industry-or-risk': 'is empty, and so is the column on high risk; fill in one of them',
  'high-risk': 'is empty, and the industry alone does not tell; fill it in',
}

/** By the hint that a person would get in chat. */
const HEARD: Record<string, string> = {
  'hint.text': 'has no words; fill it in',
  'hint.text-short': 'is too short; at least {min} characters',
  'hint.text-long': 'is too long; at most {max} characters',
  'hint.credit-code': 'is no credit code; 18 characters, as on the licence',
  'hint.credit-code-old': 'is an old registration number of 15 figures; the new code has 18 characters',
  'hint.credit-code-length': 'has {count} characters; a credit code has 18',
  'hint.credit-code-letter':
    'has the letter {letter} at {position}, which no code has; perhaps the figure {figure}',
  'hint.credit-code-character':
    'has a character at {position} that cannot stand there; compare it with the licence',
  'hint.credit-code-swapped': 'fails its check; see whether {position} and {next} are swapped',
  'hint.credit-code-misread': 'fails its check; see whether {position} is misread',
  'hint.credit-code-check': 'fails its check; compare it with the licence, character by character',
  'hint.phone': 'is no phone number; 11 figures, or a landline with its area code',
  'hint.phone-length': 'has {count} figures; a mobile number has 11',
  'hint.phone-area': 'lacks the area code; Putian is 0594',
}

export function remedyOf(spec: ResolvedSpec, { phrase, values }: Say): string {
  if (spec.type === 'choice')
    return `is not understood; write one of ${spec.options.map(({ label }) => label).join('、')}`
  const remedy = HEARD[phrase] ?? 'is not understood; see the column of the other rows'
  return remedy.replace(/\{(\w+)\}/g, (_, name: string) => String(values?.[name] ?? ''))
}
