/** The characters of GB 32100 in the order of their values 0-30: no I, O, S, V, Z (domain §4.2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Characters of the alphabet that are taken for one another when a code is copied by eye. */
const LOOK_ALIKES = ['0DQ', '17L', '6G', '8B']

/** Positions count from 1. `swapped`: this character and the next. `misread`: this character. */
export type Slip = { kind: 'swapped' | 'misread'; position: number }

export function isCreditCodeCharacter(character: string): boolean {
  return character.length === 1 && ALPHABET.includes(character)
}

/** The 18th character for the first 17: weights are powers of 3 modulo 31. */
export function creditCodeCheck(first17: string): string {
  let weight = 1
  let sum = 0
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** Whether the code is well formed and its check character right; it does not say that such a unit exists. */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18 || ![...code].every(isCreditCodeCharacter)) return false
  return /^\d{6}$/.test(code.slice(2, 8)) && creditCodeCheck(code.slice(0, 17)) === code[17]
}

/** The single slip that would explain a wrong code; null where none or several would. */
export function findSlip(code: string): Slip | null {
  const [slip, ...others] = [...code].flatMap((_, place) => slipsAt(code, place))
  return slip && others.length === 0 ? slip : null
}

function slipsAt(code: string, place: number): Slip[] {
  const [here, next] = [code[place]!, code[place + 1] ?? '']
  const slips: Slip[] = []
  if (next !== '' && next !== here && isCreditCode(withPart(code, place, next + here))) {
    slips.push({ kind: 'swapped', position: place + 1 })
  }
  const group = LOOK_ALIKES.find(alike => alike.includes(here)) ?? ''
  for (const other of group.replace(here, '')) {
    if (isCreditCode(withPart(code, place, other))) slips.push({ kind: 'misread', position: place + 1 })
  }
  return slips
}

function withPart(code: string, place: number, part: string): string {
  return code.slice(0, place) + part + code.slice(place + part.length)
}
