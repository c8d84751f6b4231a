import type { YAMLError } from 'yaml'
import { type Flaw, flaw } from '../dialog/check/flaw.ts'

/** What a clerk most likely did, by the parser's code; the rest is told in the parser's words. */
const SLIPS: Partial<
  Record<YAMLError['code'], 'yaml-tab' | 'yaml-indent' | 'yaml-quotes' | 'yaml-duplicate-key'>
> = {
  TAB_AS_INDENT: 'yaml-tab',
  BAD_INDENT: 'yaml-indent',
  BAD_ALIAS: 'yaml-quotes',
  BAD_COLLECTION_TYPE: 'yaml-indent',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-quotes',
  BLOCK_IN_FLOW: 'yaml-quotes',
  BAD_SCALAR_START: 'yaml-quotes',
  DUPLICATE_KEY: 'yaml-duplicate-key',
}

export function yamlFlaw({ code, message }: YAMLError): Flaw {
  const slip = SLIPS[code]
  return slip ? flaw([], slip, {}) : flaw([], 'yaml', { detail: message.split('\n')[0] ?? code })
}
