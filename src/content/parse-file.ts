import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Flaw, flaw } from '../dialog/check/flaw.ts'
import { issueFlaws } from './issue-flaws.ts'
import { createLineOf, type LineOf } from './source-lines.ts'
import { offsetOf, yamlFlaw } from './yaml-flaws.ts'

/** A flaw with the line it stands on. */
export type Located = { line: number; flaw: Flaw }

/** `raw` is the plain content, null where the file is no YAML; `value` is null where its form is wrong. */
export type Parsed<T> = { raw: unknown; value: T | null; lineOf: LineOf; located: Located[] }

/** Reads one file: UTF-8, YAML, and the form its schema asks for. */
export function parseFile<S extends z.ZodType>(bytes: Uint8Array, schema: S): Parsed<z.infer<S>> {
  const text = decode(bytes)
  if (text === null) return broken([{ line: 1, flaw: flaw([], 'not-utf8', {}) }])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  // One slip makes the parser stumble many times: the first complaint is the one to mend.
  const [complaint] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0])
  if (complaint)
    return broken([{ line: lines.linePos(offsetOf(document, complaint)).line, flaw: yamlFlaw(complaint) }])
  const lineOf = createLineOf(document, lines)
  const raw = plain(document)
  if (raw instanceof ReferenceError)
    return broken([{ line: 1, flaw: flaw([], 'yaml', { detail: raw.message }) }])
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { raw, value: parsed.data, lineOf, located: [] }
  const flaws = issueFlaws(parsed.error.issues, raw)
  return { raw, value: null, lineOf, located: flaws.map(each => ({ line: lineOf(each.path), flaw: each })) }
}

/** null for what is not UTF-8, as an editor on Chinese Windows may save it. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The content as plain values. An alias to nothing, or to too much, is found only here. */
function plain(document: Document): unknown {
  try {
    return document.toJS()
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return thrown
    throw thrown
  }
}

function broken(located: Located[]): Parsed<never> {
  return { raw: null, value: null, lineOf: () => 1, located }
}
