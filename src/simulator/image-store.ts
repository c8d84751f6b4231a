import { AppError } from '../errors.ts'
import type { Random } from '../lib/random.ts'
import { newId } from '../lib/random.ts'

export type Image = { type: 'image/jpeg' | 'image/png'; bytes: Buffer }

/** What WeChat takes in a chat (wechat-platform §7). */
export const IMAGE_BYTES = 10 * 1024 * 1024
const KEPT_IMAGES = 200
const KEPT_BYTES = 256 * 1024 * 1024

/** The photos people have sent, newest last; the oldest are dropped, as WeChat drops media after three days. */
export class ImageStore {
  readonly #images = new Map<string, Image>()
  readonly #random: Random
  readonly #publicUrl: () => string
  #bytes = 0

  constructor(random: Random, publicUrl: () => string) {
    this.#random = random
    this.#publicUrl = publicUrl
  }

  /** Throws `request-bad` for anything that is not a JPEG or PNG, whatever it claims to be. */
  add(bytes: Buffer): string {
    const id = newId(this.#random)
    this.#images.set(id, { type: imageType(bytes), bytes })
    this.#bytes += bytes.length
    this.#dropOldest()
    return id
  }

  /** What a push carries as PicUrl. Throws `request-bad` for a photo that was never uploaded or is dropped already. */
  url(id: string): string {
    if (!this.#images.has(id)) throw new AppError('request-bad', 'no such photo')
    return `${this.#publicUrl()}/simulator/media/${id}`
  }

  get(id: string): Image | undefined {
    return this.#images.get(id)
  }

  #dropOldest(): void {
    for (const [id, image] of this.#images) {
      if (this.#images.size <= KEPT_IMAGES && this.#bytes <= KEPT_BYTES) return
      this.#images.delete(id)
      this.#bytes -= image.bytes.length
    }
  }
}

function imageType(bytes: Buffer): Image['type'] {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png'
  throw new AppError('request-bad', 'a JPEG or PNG image is expected')
}
