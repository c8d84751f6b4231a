import { createHash } from 'node:crypto'
import type { Frame } from '../dialog/frame.ts'
import { canonicalJson, type Script } from '../dialog/script.ts'
import { standingAnswers } from './item-states.ts'

/** What is submitted must be what was read: these answers to these questions about this unit. */
export function fingerprintOf(script: Script, frame: Frame): string {
  return createHash('sha256')
    .update(canonicalJson([script.hash, frame.facts, standingAnswers(script, frame)]))
    .digest('hex')
    .slice(0, 32)
}
