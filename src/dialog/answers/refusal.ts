import type { Heard, Input } from '../answer.ts'

/** A wrong answer with the phrase that helps. */
export function refuse(phrase: string, values?: Record<string, string | number>): Heard {
  return { ok: false, hint: values ? { phrase, values } : { phrase } }
}

/** The hint for something that is not text where text is wanted. */
export function refuseUnwanted(input: Exclude<Input, { kind: 'text' }>): Heard {
  const what = input.kind === 'other' || input.kind === 'evidence' ? input.what : input.kind
  return refuse(what === 'photo' || what === 'location' ? `hint.${what}-unwanted` : `hint.${what}`)
}
