import type { Flaw } from '../dialog/check/flaw.ts'
import { fill } from '../dialog/fill.ts'
import type { CheckWords } from './check-words.ts'
import type { Fault } from './content.ts'

/** Turns a flaw into words. Without words (check.yaml is broken) its code and values must do. */
export function sayFault(
  file: string,
  line: number,
  { code, values }: Flaw,
  words: CheckWords | null,
): Fault {
  const said = words?.faults[code]
  if (!said) return { file, line, code, what: bare(code, values), remedy: '' }
  const value = (name: string) => {
    const given = values[name]
    return name === 'expected' ? (words.kinds[String(given)] ?? given) : given
  }
  return { file, line, code, what: fill(said.what, value), remedy: fill(said.remedy, value) }
}

function bare(code: string, values: Flaw['values']): string {
  return [code, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' ')
}
