import type { OptionList } from '../answer.ts'
import { bare, matchKey } from './fold.ts'
import { readOptionNumber } from './option-number.ts'
import { isPlainPart, NEGATIONS } from './plain-part.ts'
import { wordings } from './wordings.ts'

/** `at` is the place in the list, from 0. */
export type Match = { at: number } | { fault: 'unknown' | 'ambiguous' | 'range' }

type Names = { label: string; all: string[] }

/**
 * Finds the one option a person means, by label, synonym, number, letter or a part of the label. A sentence that says the
 * opposite of an option is never read as it: whole words must agree, and a part may not stand behind a negation.
 */
export function matchOption(options: OptionList, text: string): Match {
  const number = readOptionNumber(text)
  return (
    matchWording(options, text) ??
    matchCopiedLine(options, text) ??
    matchNumber(options, text, number) ??
    matchLetter(options, text) ??
    matchPart(options, text) ?? { fault: number === null ? 'unknown' : 'range' }
  )
}

/** The option whose label or synonym is said whole. */
export function matchWording(options: OptionList, text: string): Match | null {
  const names = options.map(namesOf)
  for (const wording of wordings(text)) {
    const labelled = placesWhere(names, ({ label }) => label === wording)
    const found = labelled.length > 0 ? labelled : placesWhere(names, ({ all }) => all.includes(wording))
    if (found.length > 0) return oneOf(found)
  }
  return null
}

/** `2. 存在`, as the question shows it: number and label must agree. */
function matchCopiedLine(options: OptionList, text: string): Match | null {
  const [, figures, rest] = /^(\d{1,2})[.、):]?(.+)$/.exec(matchKey(text)) ?? []
  const named = rest === undefined ? null : matchWording(options, rest)
  if (!named || !('at' in named)) return named
  return named.at === Number(figures) - 1 ? named : { fault: 'ambiguous' }
}

/** 三 may mean the third option, or 三级: where another label begins with it, it is not guessed. */
function matchNumber(options: OptionList, text: string, number: number | null): Match | null {
  if (number === null || number < 1 || number > options.length) return null
  const at = number - 1
  const key = bare(matchKey(text))
  const rivals = placesWhere(options.map(namesOf), ({ label }) => label.startsWith(key)).filter(
    place => place !== at,
  )
  return rivals.length > 0 && !/\d/.test(key) ? { fault: 'ambiguous' } : { at }
}

/** A means the first option, unless the letter belongs to another label. */
function matchLetter(options: OptionList, text: string): Match | null {
  const letter = bare(matchKey(text))
  if (!/^[a-z]$/.test(letter)) return null
  const at = letter.charCodeAt(0) - 'a'.charCodeAt(0)
  const labelled = placesWhere(options.map(namesOf), ({ label }) => label.includes(letter))
  const found = new Set(at < options.length ? [at, ...labelled] : labelled)
  return found.size === 0 ? null : oneOf([...found])
}

/** Part of one label only. Of several, the one that begins with it, if the others only deny it: 存在 of 存在问题 and 不存在问题. */
function matchPart(options: OptionList, text: string): Match | null {
  const part = bare(matchKey(text))
  if (!isTelling(part)) return null
  const labels = options.map(namesOf)
  const plain = placesWhere(labels, ({ label }) => isPlainPart(part, label))
  const anywhere = placesWhere(labels, ({ label }) => label.includes(part))
  const [at] = plain
  if (anywhere.length < 2 || plain.length !== 1) return plain.length === 0 ? null : oneOf(plain)
  return labels[at!]!.label.startsWith(part) ? { at: at! } : { fault: 'ambiguous' }
}

/** Two characters, or one Chinese character that is more than a bare 不. */
function isTelling(part: string): boolean {
  if ([...part].length >= 2) return /[\p{L}\p{N}]/u.test(part)
  return /\p{Script=Han}/u.test(part) && !NEGATIONS.includes(part)
}

function namesOf(option: OptionList[number]): Names {
  const label = matchKey(option.label)
  return { label, all: [label, ...(option.say ?? []).map(matchKey)] }
}

function placesWhere(names: Names[], fits: (name: Names) => boolean): number[] {
  return names.flatMap((name, place) => (fits(name) ? [place] : []))
}

function oneOf(places: number[]): Match {
  const [at, ...others] = places
  return at === undefined || others.length > 0 ? { fault: 'ambiguous' } : { at }
}
