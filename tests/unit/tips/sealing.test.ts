import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  identityFrom,
  isIdentity,
  isRecipient,
  newIdentity,
  recipientOf,
} from '../../../src/tips/age-identity.ts'
import { readPadded, writePadded } from '../../../src/tips/padded-json.ts'
import { openWith, sealTo } from '../../../src/tips/sealing.ts'
import { seededRandom } from '../../support/world.ts'

const random = seededRandom('sealing')
const MEGABYTE = 2 ** 20

async function keyPair() {
  const identity = newIdentity(random)
  return { identity, recipient: await recipientOf(identity) }
}

describe('what is sealed', () => {
  it('opens for each recipient, whole, and for nobody else', async () => {
    const [a, b, other] = [await keyPair(), await keyPair(), await keyPair()]
    const plain = Buffer.from(random.bytes(200_000))
    const sealed = await sealTo([a.recipient, b.recipient], plain)
    for (const { identity } of [a, b])
      expect(Buffer.compare((await openWith(identity, sealed))!, plain)).toBe(0)
    expect(await openWith(other.identity, sealed)).toBeNull()
    expect(Buffer.from(sealed).includes(plain.subarray(0, 16))).toBe(false)
  })

  it('does not open once a byte of it was changed', async () => {
    const { identity, recipient } = await keyPair()
    const sealed = Buffer.from(await sealTo([recipient], Buffer.from('压缩学时')))
    sealed[sealed.length - 1]! ^= 1
    expect(await openWith(identity, sealed)).toBeNull()
  })

  it('is never sealed to nobody', async () => {
    await expect(sealTo([], Buffer.from('x'))).rejects.toMatchObject({ code: 'internal' })
  })

  it('may be empty', async () => {
    const { identity, recipient } = await keyPair()
    expect(await openWith(identity, await sealTo([recipient], new Uint8Array(0)))).toHaveLength(0)
  })
})

/** How often others got their turn while a work went on. */
async function turnsOfOthersDuring(work: () => Promise<unknown>): Promise<number> {
  let [turns, isDone] = [0, false]
  const other = () => {
    turns += 1
    if (!isDone) setImmediate(other)
  }
  setImmediate(other)
  await work()
  isDone = true
  return turns
}

it('others get their turn at least once for every 64 KB that are sealed or opened', async () => {
  const { identity, recipient } = await keyPair()
  const plain = Buffer.alloc(2 * MEGABYTE)
  let sealed: Uint8Array = new Uint8Array(0)
  const whileSealing = await turnsOfOthersDuring(async () => {
    sealed = await sealTo([recipient], plain)
  })
  const whileOpening = await turnsOfOthersDuring(() => openWith(identity, sealed))
  expect(whileSealing).toBeGreaterThanOrEqual(32)
  expect(whileOpening).toBeGreaterThanOrEqual(32)
})

describe('an identity', () => {
  it('is the same for the same secret, as the age command would write it', async () => {
    const secret = Buffer.alloc(32, 7)
    expect(identityFrom(secret)).toBe(identityFrom(secret))
    expect(isIdentity(identityFrom(secret))).toBe(true)
    expect(isRecipient(await recipientOf(identityFrom(secret)))).toBe(true)
  })

  it('and a recipient with a slip of the pen are known for it', async () => {
    const { identity, recipient } = await keyPair()
    const slipped = (text: string, at: number) => {
      const other = text[at] === 'q' || text[at] === 'Q' ? 'p' : 'q'
      return (
        text.slice(0, at) + (text === text.toUpperCase() ? other.toUpperCase() : other) + text.slice(at + 1)
      )
    }
    expect(isRecipient(slipped(recipient, 20))).toBe(false)
    expect(isIdentity(slipped(identity, 40))).toBe(false)
    expect([isRecipient(identity), isIdentity(recipient), isRecipient(''), isIdentity('AGE')]).toEqual(
      Array(4).fill(false),
    )
  })
})

it('what is filled up reads as it was, and its length is a number of blocks', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 300 }), (value, block) => {
      const written = writePadded(value, block)
      expect(written.length % block).toBe(0)
      expect(readPadded(written)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
