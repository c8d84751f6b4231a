import { setImmediate as nextTask } from 'node:timers/promises'
import { Decrypter, Encrypter } from 'age-encryption'
import { AppError } from '../errors.ts'
import type { AgeIdentity, AgeRecipient } from './age-identity.ts'

/** What age works on at a time. */
const CHUNK = 64 * 1024

/** An age file that each of the recipients can open; nothing is sealed to nobody. Other work of the process goes on between chunks. */
export async function sealTo(recipients: readonly AgeRecipient[], plain: Uint8Array): Promise<Uint8Array> {
  if (recipients.length === 0) throw new AppError('internal', 'nobody could open what is to be sealed')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return collect(await encrypter.encrypt(inTurns(plain)))
}

/** What is in an age file; null where this identity does not open it, or where it is damaged. */
export async function openWith(identity: AgeIdentity, sealed: Uint8Array): Promise<Uint8Array | null> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await collect(await decrypter.decrypt(inTurns(sealed)))
  } catch {
    return null
  }
}

/** The pieces of a long work on bytes, each in a task of its own, so that nobody waits for all of it. */
export async function* chunksOf(bytes: Uint8Array, size = CHUNK): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await nextTask()
    yield bytes.subarray(at, at + size)
  }
}

function inTurns(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const chunks = chunksOf(bytes)
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
