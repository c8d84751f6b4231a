import { addAbortSignal } from 'node:stream'
import { AppError } from '../errors.ts'
import { imageTypeOf } from '../lib/image-type.ts'
import { readMedia } from '../lib/read-bounded.ts'
import type { BringMedium } from '../turn/inbound.ts'
import { inTime } from './in-time.ts'
import type { Puppet } from './open-bot.ts'

/** As on the official account (wechat-platform §7). */
const MAX_BYTES = 10 * 1024 * 1024
/** Nobody hangs up here, but the person's next message waits behind. */
const TIMEOUT_MS = 20_000

/** Brings the file of a message when it is wanted: most are sent where no photo is asked for. */
export function mediumOf(puppet: Pick<Puppet, 'messageFile'>, messageId: string): BringMedium {
  return async () => {
    const file = await inTime(puppet.messageFile(messageId), TIMEOUT_MS).catch(away)
    const stream = addAbortSignal(AbortSignal.timeout(TIMEOUT_MS), await file.toStream().catch(away))
    return { bytes: await readMedia(stream, MAX_BYTES), mediaType: file.mediaType }
  }
}

/** The same for what must be a photo: a JPEG, PNG or GIF by its bytes. */
export function photoOf(puppet: Pick<Puppet, 'messageFile'>, messageId: string): BringMedium {
  const bring = mediumOf(puppet, messageId)
  return async () => {
    const { bytes } = await bring()
    const mediaType = imageTypeOf(bytes)
    if (!mediaType) throw new AppError('media-refused', 'type')
    return { bytes, mediaType }
  }
}

function away(cause: unknown): never {
  throw new AppError('media-away', 'no file', { cause })
}
