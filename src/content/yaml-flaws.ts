import type { YAMLError } from 'yaml'
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

/** Left open, a bracket or quote runs on into the next line, where the parser takes offence at one thing or another. */
const LEFT_OPEN = /^Flow |closing/

export function yamlFlaw({ code, message }: Pick<YAMLError, 'code' | 'message'>): Flaw {
  const slip = LEFT_OPEN.test(message) ? 'yaml-pairs' : SLIPS[code]
  return slip
    ? { path: [], code: slip, values: {} }
    : flaw([], 'yaml', { detail: message.split('\n')[0] ?? code })
}
