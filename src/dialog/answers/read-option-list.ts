import type { OptionList } from '../answer.ts'
import { chineseNumber } from './chinese-number.ts'
import { foldText } from './fold.ts'
import { type Match, matchOption } from './match-option.ts'

type Faulty = Extract<Match, { fault: string }>
type Piece = { places: number[]; length: number; numbered: boolean } | Faulty

const SEPARATOR = '(?:[\\s,;、。./+&|:)(]|和|与|及|跟|还有)'
const SEPARATORS = new RegExp(`^${SEPARATOR}+`)
const TOKEN = new RegExp(`^(?:(?!${SEPARATOR}).)+`, 'u')
const RANGE = /^(.+?)[-~–—到至](.+)$/
/** 有1和3, 第1、3项: words around numbers only, for a label may begin with 有 or end with 项. */
const LEAD = /^(?:我们?)?(?:选择?|只?有)?第?(?=[\d一二三四五六七八九十])/
const TAIL = /(?:(?<=[\d一二三四五六七八九十])[个项条])?(?:都[有是选])?$/

/**
 * Reads several options: `1、3和5`, `1-3`, `13`, labels and numbers mixed or joined. Everything said must be understood.
 * Places from 0, in list order, each once.
 */
export function readOptionList(options: OptionList, text: string): { places: number[] } | Faulty {
  const places = new Set<number>()
  let rest = foldText(text).toLowerCase().replace(LEAD, '').replace(TAIL, '')
  for (;;) {
    rest = rest.replace(SEPARATORS, '')
    if (rest === '') break
    const piece = readPiece(options, rest)
    if ('fault' in piece) return piece
    rest = rest.slice(piece.length)
    if (piece.numbered && contradicts(options, rest, piece.places)) return { fault: 'ambiguous' }
    for (const place of piece.places) places.add(place)
  }
  if (places.size === 0) return { fault: 'unknown' }
  return { places: [...places].sort((a, b) => a - b) }
}

/** The longest label that begins here, else what stands before the next separator. */
function readPiece(options: OptionList, text: string): Piece {
  const label = labelAt(options, text)
  const token = TOKEN.exec(text)?.[0] ?? text
  if (label && label.length >= token.length) return label
  const read = readRange(options, token) ?? readDigits(options, token) ?? readOne(options, token)
  return 'fault' in read && label ? label : read
}

function labelAt(options: OptionList, text: string): Extract<Piece, { places: number[] }> | null {
  const found = options
    .flatMap((option, place) =>
      [option.label, ...(option.say ?? [])].map(name => ({ place, name: foldText(name).toLowerCase() })),
    )
    .filter(({ name }) => name !== '' && text.startsWith(name))
    .sort((a, b) => b.name.length - a.name.length)[0]
  return found ? { places: [found.place], length: found.name.length, numbered: false } : null
}

/** `1-3`, 一到三. */
function readRange(options: OptionList, token: string): Piece | null {
  const [, from, to] = RANGE.exec(token) ?? []
  const first = from === undefined ? null : chineseNumber(from)
  const last = to === undefined ? null : chineseNumber(to)
  if (first === null || last === null) return null
  if (!Number.isInteger(first) || !Number.isInteger(last) || first >= last) return { fault: 'unknown' }
  if (first < 1 || last > options.length) return { fault: 'range' }
  const places = Array.from({ length: last - first + 1 }, (_, step) => first - 1 + step)
  return { places, length: token.length, numbered: true }
}

/** `13` is 1 and 3 only where no option has two figures, and every digit is an option of its own. */
function readDigits(options: OptionList, token: string): Piece | null {
  if (options.length > 9 || !/^[1-9一二三四五六七八九]{2,}$/.test(token)) return null
  const places = [...token].map(digit => chineseNumber(digit)! - 1)
  const fits = new Set(places).size === places.length && places.every(place => place < options.length)
  return fits ? { places, length: token.length, numbered: true } : null
}

function readOne(options: OptionList, token: string): Piece {
  const match = matchOption(options, token)
  if ('fault' in match) return match
  return { places: [match.at], length: token.length, numbered: chineseNumber(token) !== null }
}

/** `2. 档案` where 档案 is not the second option: a line copied wrong, or two answers; not guessed. */
function contradicts(options: OptionList, rest: string, places: number[]): boolean {
  const [, next] = /^[.、):]\s*(\D.*)$/su.exec(rest) ?? []
  const label = next === undefined ? null : labelAt(options, next)
  return label !== null && !places.includes(label.places[0]!)
}
