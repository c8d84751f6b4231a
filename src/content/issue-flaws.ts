import type { z } from 'zod'
import { FLAWS, type Flaw, type FlawCode, flaw, type Path } from '../dialog/check/flaw.ts'
import { codeOfMessage } from './schema-words.ts'

type Issue = z.core.$ZodIssue

/** What a schema found, as flaws. `content` is what was parsed: an issue does not say what stood there. */
export function issueFlaws(issues: readonly Issue[], content: unknown): Flaw[] {
  return issues.flatMap(issue => issueFlaw(issue, content))
}

function issueFlaw(issue: Issue, content: unknown): Flaw[] {
  const path = issue.path as Path
  const name = String(path.at(-1) ?? '')
  const found = valueAt(content, path)
  const value = String(found)
  switch (issue.code) {
    case 'invalid_union':
      return unionFlaws(issue, content)
    case 'unrecognized_keys':
      return issue.keys.map(key => flaw([...path, key], 'unknown-key', { name: key }))
    case 'invalid_key':
      return [saidOfKey(issue.issues[0]?.message, path, name)]
    case 'invalid_type':
      if (path.length === 0 && found === null) return [flaw(path, 'file-empty', {})]
      return [
        found === undefined || found === null
          ? flaw(path, 'missing', { name })
          : flaw(path, 'wrong-type', { name, expected: issue.expected }),
      ]
    case 'invalid_value':
      return [
        found === undefined
          ? flaw(path, 'missing', { name })
          : flaw(path, 'not-one-of', { name, value, allowed: issue.values.join('、') }),
      ]
    case 'too_small':
      return [tooSmall(issue, path, name)]
    case 'too_big':
      return [tooBig(issue, path, name)]
    default:
      return [saidFlaw(issue, path, { name, value })]
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall, path: Path, name: string): Flaw {
  const limit = Number(minimum)
  if (origin === 'array') return flaw(path, 'too-few', { name, limit })
  if (origin !== 'string') return flaw(path, 'too-small', { name, limit })
  return limit === 1 ? flaw(path, 'empty', { name }) : flaw(path, 'too-short', { name, limit })
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig, path: Path, name: string): Flaw {
  const limit = Number(maximum)
  if (origin === 'array') return flaw(path, 'too-many', { name, limit })
  return origin === 'string'
    ? flaw(path, 'too-long', { name, limit })
    : flaw(path, 'too-large', { name, limit })
}

/** A name that may not stand on the left. */
function saidOfKey(message: string | undefined, path: Path, name: string): Flaw {
  const said = codeOfMessage(message ?? '')
  return said ? { path, code: said.code, values: { name, value: name } } : flaw(path, 'bad-key', { name })
}

/** A rule of ours: it names its code, or says it in words that are known; else the value is merely malformed. */
function saidFlaw(issue: Issue, path: Path, at: { name: string; value: string }): Flaw {
  const { flaw: code, ...params } = (issue.code === 'custom' ? issue.params : {}) ?? {}
  if (isFlawCode(code)) return { path, code, values: { ...at, ...params } }
  const said = codeOfMessage(issue.message)
  if (said) return { path, code: said.code, values: { ...at, ...said.values } }
  return issue.code === 'custom'
    ? flaw(path, 'misfit', { detail: issue.message })
    : flaw(path, 'malformed', at)
}

function isFlawCode(code: unknown): code is FlawCode {
  return typeof code === 'string' && code in FLAWS
}

/** Of several forms a value may have, the faults of the one it comes nearest to. */
function unionFlaws(issue: z.core.$ZodIssueInvalidUnion, content: unknown): Flaw[] {
  const path = issue.path as Path
  const found = valueAt(content, path)
  const name = String(path.at(-1) ?? '')
  if (found === undefined || found === null) return [flaw(path, 'missing', { name })]
  if (issue.errors.length === 0)
    return [flaw(path, 'not-one-of', { name, value: String(found), allowed: tagsOf(issue).join('、') })]
  const [nearest = []] = issue.errors.toSorted((a, b) => distance(a) - distance(b))
  return issueFlaws(
    nearest.map(each => ({ ...each, path: [...issue.path, ...each.path] }) as Issue),
    content,
  )
}

function tagsOf(issue: z.core.$ZodIssueInvalidUnion): unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : []
}

/** Faults at the top of a value tell that another form was meant; faults within it, that this one was. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length
    if (issue.path.length === 0) return sum + (issue.code === 'invalid_type' ? 10 : 1)
    return sum + (issue.path.length === 1 ? 1 : 0.01)
  }, 0)
}

function valueAt(content: unknown, path: Path): unknown {
  let value = content
  for (const key of path)
    value = value === null || typeof value !== 'object' ? undefined : (value as Record<string, unknown>)[key]
  return value
}
