import type { Clock } from '../../lib/clock.ts'
import { imageTypeOf } from '../../lib/image-type.ts'
import { type Outcome, type PlatformRequest, refuse } from './answer.ts'
import type { Endpoints } from './endpoint.ts'
import type { ErrorCode } from './error-codes.ts'
import { IMAGE_BYTES, type MediaStore } from './media-store.ts'
import { fileIn } from './multipart.ts'

/** A video is fetched in a second step, from here; no token is asked for (wechat-platform §7). */
const VIDEO_PATH = '/video'

type Kind = { most: number; tooLarge: ErrorCode; typeOf: (bytes: Uint8Array) => string | null }

const KINDS: Record<string, Kind> = {
  image: { most: IMAGE_BYTES, tooLarge: 40009, typeOf: imageTypeOf },
  voice: {
    most: 2 * 1024 * 1024,
    tooLarge: 40010,
    typeOf: bytes => starts(bytes, 0, '#!AMR\n', 'audio/amr'),
  },
  video: { most: IMAGE_BYTES, tooLarge: 40011, typeOf: bytes => starts(bytes, 4, 'ftyp', 'video/mp4') },
  thumb: { most: 64 * 1024, tooLarge: 40012, typeOf: imageTypeOf },
}

export type MediaParts = {
  media: MediaStore
  clock: Clock
  /** Where the platform is reached, for the video's second step. */
  base: () => string
}

/** Temporary media (wechat-platform §7). */
export function mediaEndpoints(parts: MediaParts): Endpoints {
  return {
    '/cgi-bin/media/get': {
      method: 'GET',
      needs: 'media',
      daily: 10_000,
      run: ({ query }) => get(parts, query.media_id ?? ''),
    },
    [VIDEO_PATH]: { method: 'GET', open: true, run: ({ query }) => file(parts.media, query.id ?? '') },
    '/cgi-bin/media/upload': {
      method: 'POST',
      needs: 'media',
      daily: 5_000,
      run: request => upload(parts, request),
    },
  }
}

function get({ media, base }: MediaParts, id: string): Outcome {
  const isVideo = media.find(id)?.mediaType === 'video/mp4'
  return isVideo ? { fields: { video_url: `${base()}${VIDEO_PATH}?id=${id}` } } : file(media, id)
}

function file(media: MediaStore, id: string): Outcome {
  const found = media.find(id)
  if (!found) return refuse(40007)
  const extension = found.mediaType === 'image/jpeg' ? 'jpg' : found.mediaType.split('/')[1]
  return { file: found.bytes, type: found.mediaType, name: `${id}.${extension}` }
}

function upload({ media, clock }: MediaParts, { query, body, type = '' }: PlatformRequest): Outcome {
  const name = query.type ?? ''
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!kind) return refuse(40004)
  const bytes = fileIn(body, type, 'media')
  if (!bytes?.length) return refuse(41005)
  if (bytes.length > kind.most) return refuse(kind.tooLarge)
  const mediaType = kind.typeOf(bytes)
  if (!mediaType) return refuse(40005)
  const id = media.add({ bytes, mediaType })
  const idField = name === 'thumb' ? 'thumb_media_id' : 'media_id'
  return { fields: { type: name, [idField]: id, created_at: Math.floor(clock.now() / 1000) } }
}

function starts(bytes: Uint8Array, at: number, signature: string, mediaType: string): string | null {
  return Buffer.from(bytes.subarray(at, at + signature.length)).toString('latin1') === signature
    ? mediaType
    : null
}
