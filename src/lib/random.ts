import { createHash, randomBytes } from 'node:crypto'

/** The only source of randomness, so that a rehearsal can repeat itself. */
export interface Random {
  bytes(length: number): Uint8Array
}

/** The system's randomness, fetched in stocks: a call for 12 bytes costs nearly as much as one for 4096. */
function createStock(): Random {
  let stock = Buffer.alloc(0)
  return {
    bytes(length) {
      if (length > 64) return randomBytes(length)
      if (stock.length < length) stock = randomBytes(4_096)
      const bytes = Uint8Array.from(stock.subarray(0, length))
      stock.fill(0, 0, length)
      stock = stock.subarray(length)
      return bytes
    },
  }
}

export const systemRandom: Random = createStock()

/** Bytes of SHA-256 over a counter: even, endless, and the same for the same seed. For rehearsals and tests. */
export function seededRandom(seed: string): Random {
  let counter = 0
  return {
    bytes(length) {
      const blocks: Buffer[] = []
      for (let have = 0; have < length; have += 32)
        blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest())
      return Buffer.concat(blocks).subarray(0, length)
    },
  }
}

/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: read aloud or typed from paper it stays itself. */
export const LEGIBLE = '34679ACDEFGHJKMNPQRTWXY'

/** A code of `length` legible characters, about 4.5 bits each; unbiased. */
export function legibleCode(random: Random, length: number): string {
  const limit = 256 - (256 % LEGIBLE.length)
  let code = ''
  while (code.length < length) {
    for (const byte of random.bytes(length)) {
      if (byte < limit && code.length < length) code += LEGIBLE[byte % LEGIBLE.length]
    }
  }
  return code
}

/** A number from 0 to below 1. */
export function fraction(random: Random): number {
  return Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32
}

/** Whether a text is made of legible characters alone. */
export function isLegible(text: string): boolean {
  return [...text].every(character => LEGIBLE.includes(character))
}

/** A record id: 16 random bytes, hexadecimal. */
export function newId(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('hex')
}
