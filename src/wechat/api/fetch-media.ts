import { z } from 'zod'
import type { FailureKind } from '../../delivery/channel.ts'
import { AppError } from '../../errors.ts'
import { readMedia } from '../../lib/read-bounded.ts'
import type { Call } from './call.ts'
import { ApiFailure } from './failures.ts'
import type { Hosts } from './hosts.ts'
import { mediaTypeOf } from './media-type.ts'
import { parseAnswer, type Read } from './read-json.ts'
import { videoAddress } from './video-address.ts'

export type Media = { bytes: Uint8Array; mediaType: string }

/** Bounds of one download, a video's second step included. */
export type MediaLimits = { maxBytes: number; timeoutMs: number }

export type FetchMedia = (mediaId: string, limits: MediaLimits) => Promise<Media>

type Body = { bytes: Uint8Array; declared: string }

const Video = z.object({ video_url: z.string() })

/** The medium is gone after three days; that is no mistake of ours. */
const GONE = 40_007

/** Failures that another try does not mend. */
const FINAL = new Set<FailureKind>(['invalid', 'unauthorized'])

/**
 * Fetches what a person sent, by its MediaId. Throws AppError('media-refused') where trying again is no use (gone, too
 * large, not permitted, another kind of file), AppError('media-away') where it may help.
 */
export function createFetchMedia(call: Call, fetch: typeof globalThis.fetch, hosts: () => Hosts): FetchMedia {
  return async (mediaId, { maxBytes, timeoutMs }) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const query = { media_id: mediaId }
    const request = { path: '/cgi-bin/media/get', query, signal, tries: 1, expects: [GONE] }
    const first = await call(request, bodyOrVideo(maxBytes)).catch(refused)
    const { bytes, declared } = typeof first === 'string' ? await fetchVideo(first) : first
    const mediaType = mediaTypeOf(bytes, declared)
    if (!mediaType) throw new AppError('media-refused', 'type')
    return { bytes, mediaType }

    async function fetchVideo(url: string): Promise<Body> {
      const address = videoAddress(url)
      if (!address || !hosts().isVideo(address)) throw new AppError('media-refused', 'host')
      const response = await fetch(address, { redirect: 'error', signal }).catch(cause => {
        throw new AppError('media-away', 'no answer', { cause })
      })
      if (!response.ok) throw new AppError('media-away', `status ${response.status}`)
      return readBody(response, maxBytes)
    }
  }
}

/** Bytes, or the address of a video; errors come as JSON with HTTP 200 (wechat-platform §7). */
function bodyOrVideo(maxBytes: number): Read<Body | string> {
  return async (response, path) => {
    const body = await readBody(response, maxBytes)
    const isJson = /json|text\/plain/.test(body.declared) || body.bytes[0] === '{'.charCodeAt(0)
    return isJson ? parseAnswer(body.bytes, path, Video).video_url : body
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Body> {
  const bytes = response.body ? await readMedia(response.body, maxBytes) : new Uint8Array()
  return { bytes, declared: response.headers.get('content-type') ?? '' }
}

function refused(thrown: unknown): never {
  if (!(thrown instanceof ApiFailure)) throw thrown
  const code = FINAL.has(thrown.kind) ? 'media-refused' : 'media-away'
  throw new AppError(code, thrown.message, { cause: thrown })
}
