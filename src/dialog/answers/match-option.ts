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
  const names = namesIn(options)
  const number = readOptionNumber(text)
  const said = bare(matchKey(text))
  return (
    wordingAmong(names, text) ??
    copiedLineAmong(names, text) ??
    numberAmong(names, said, number) ??
    letterAmong(names, said) ??
    partAmong(names, said) ?? { fault: number === null ? 'unknown' : 'range' }
  )
}

/** The option whose label or synonym is said whole. */
export function matchWording(options: OptionList, text: string): Match | null {
  return wordingAmong(namesIn(options), text)
}

function wordingAmong(names: Names[], text: string): Match | null {
  for (const wording of wordings(text)) {
    const labelled = placesWhere(names, ({ label }) => label === wording)
    const found = labelled.length > 0 ? labelled : placesWhere(names, ({ all }) => all.includes(wording))
    if (found.length > 0) return oneOf(found)
  }
  return null
}

/** `2. 存在`, as the question shows it: number and label must agree. */
function copiedLineAmong(names: Names[], text: string): Match | null {
  const [, figures, rest] = /^(\d{1,2})[.、):]?(.+)$/.exec(matchKey(text)) ?? []
  const named = rest === undefined ? null : wordingAmong(names, rest)
  if (!named || !('at' in named)) return named
  return named.at === Number(figures) - 1 ? named : { fault: 'ambiguous' }
}

/** 三 may mean the third option, or 三级: where another label begins with it, it is not guessed. */
function numberAmong(names: Names[], said: string, number: number | null): Match | null {
  if (number === null || number < 1 || number > names.length) return null
  const at = number - 1
  const rivals = placesWhere(names, ({ label }) => label.startsWith(said)).filter(place => place !== at)
  return rivals.length > 0 && !/\d/.test(said) ? { fault: 'ambiguous' } : { at }
}

/** A means the first option, unless the letter belongs to another label. */
function letterAmong(names: Names[], letter: string): Match | null {
  if (!/^[a-z]$/.test(letter)) return null
  const at = letter.charCodeAt(0) - 'a'.charCodeAt(0)
  const labelled = placesWhere(names, ({ label }) => label.includes(letter))
  const found = new Set(at < names.length ? [at, ...labelled] : labelled)
  return found.size === 0 ? null : oneOf([...found])
}

/** Part of one label only. Of several, the one that begins with it, if the others only deny it: 存在 of 存在问题 and 不存在问题. */
function partAmong(names: Names[], part: string): Match | null {
  if (!isTelling(part)) return null
  const plain = placesWhere(names, ({ label }) => isPlainPart(part, label))
  const anywhere = placesWhere(names, ({ label }) => label.includes(part))
  if (plain.length === 0) return null
  const begun = names[plain[0]!]!.label.startsWith(part)
  return begun || anywhere.length === 1 ? oneOf(plain) : { fault: 'ambiguous' }
}

/** Two characters, or one Chinese character that is more than a bare 不. */
function isTelling(part: string): boolean {
  if ([...part].length >= 2) return /[\p{L}\p{N}]/u.test(part)
  return /\p{Script=Han}/u.test(part) && !NEGATIONS.includes(part)
}

/** Option lists live as long as their script; folding their labels anew costs more than comparing them. */
const known = new WeakMap<OptionList, Names[]>()

function namesIn(options: OptionList): Names[] {
  const found = known.get(options)
  if (found) return found
  const names = options.map(namesOf)
  known.set(options, names)
  return names
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
