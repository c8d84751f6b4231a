import { type Document, visit, type YAMLError } from 'yaml'
import { type Flaw, type FlawCode, flaw } from '../dialog/check/flaw.ts'

type Slip = FlawCode & `yaml-${string}`

/** What a clerk most likely did, by the parser's code; the rest is told in the parser's words. */
const SLIPS: Partial<Record<YAMLError['code'], Slip>> = {
  TAB_AS_INDENT: 'yaml-tab',
  BAD_INDENT: 'yaml-indent',
  MULTILINE_IMPLICIT_KEY: 'yaml-colon',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-quotes',
  BAD_SCALAR_START: 'yaml-quotes',
  UNEXPECTED_TOKEN: 'yaml-quotes',
  DUPLICATE_KEY: 'yaml-duplicate-key',
}

/** Some codes stand for several slips, which only the message tells apart. */
const TOLD: [RegExp, Slip][] = [
  [/^Flow |closing/, 'yaml-pairs'],
  [/^Sequence item without/, 'yaml-indent'],
]

export function yamlFlaw({ code, message }: Pick<YAMLError, 'code' | 'message'>): Flaw {
  const slip = TOLD.find(([pattern]) => pattern.test(message))?.[1] ?? SLIPS[code]
  return slip
    ? { path: [], code: slip, values: {} }
    : flaw([], 'yaml', { detail: message.split('\n')[0] ?? code })
}

/** Where to look: a quote left open is noticed at the end of the file, and is missing where its text begins. */
export function offsetOf(document: Document, { message, pos: [offset] }: YAMLError): number {
  if (!message.includes('closing')) return offset
  let start = offset
  visit(document, {
    Scalar: (_key, { range }) => {
      if (range && range[0] <= offset && offset <= range[2]) start = range[0]
    },
  })
  return start
}
