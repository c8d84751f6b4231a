import { AppError } from '../errors.ts'
import { imageTypeOf } from '../lib/image-type.ts'
import { readMedia } from '../lib/read-bounded.ts'

export type Photo = { bytes: Uint8Array; mediaType: string }

export type FetchPhoto = (url: string) => Promise<Photo>

/** What WeChat itself accepts as an image (wechat-platform §7). */
const MAX_BYTES = 10 * 1024 * 1024
/** The turn has 4.5 s; what is slower is asked for again. */
const TIMEOUT_MS = 3_000

/**
 * Fetches a photo from its PicUrl, which stands in XML that anyone might have written: only WeChat's picture host
 * (`*.qpic.cn`) is asked, under TLS although PicUrl says http: what it shows may be evidence. So is the simulator's own
 * origin while that is on. No redirects, bounded in size and time.
 * Throws AppError('media-refused') where trying again is no use, AppError('media-away') where it may help.
 */
export function createFetchPhoto(simulatorOrigin: () => string | null): FetchPhoto {
  return async function fetchPhoto(url) {
    const address = URL.canParse(url) ? new URL(url) : null
    if (!address) throw new AppError('media-refused', 'host')
    if (address.origin !== simulatorOrigin()) secure(address)
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(cause => {
      throw new AppError('media-away', 'no answer', { cause })
    })
    if (!response.ok || !response.body) throw new AppError('media-away', `status ${response.status}`)
    const bytes = await readMedia(response.body, MAX_BYTES)
    const mediaType = imageTypeOf(bytes)
    if (!mediaType) throw new AppError('media-refused', 'type')
    return { bytes, mediaType }
  }
}

function secure(address: URL): void {
  const { protocol, host, username } = address
  const isAllowed = /^https?:$/.test(protocol) && host.endsWith('.qpic.cn') && username === ''
  if (!isAllowed) throw new AppError('media-refused', 'host')
  address.protocol = 'https:'
}
