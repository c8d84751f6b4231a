import type { TipSettings } from './tips/settings-content.ts'
import type { WechatApi } from './wechat/api/create-wechat-api.ts'
import { ApiFailure } from './wechat/api/failures.ts'

/** A turn has 4.5 s; what is slower is asked for again. */
const TIMEOUT_MS = 3_000

/** Brings voice and video that were sent as evidence; null where the account may not fetch them (wechat-platform §7). */
export function mediaFor({ fetchMedia }: Pick<WechatApi, 'fetchMedia'>, limits: TipSettings['limits']) {
  const maxBytes = limits['evidence-size'] * 1024 * 1024
  return (mediaId: string) =>
    fetchMedia(mediaId, { maxBytes, timeoutMs: TIMEOUT_MS }).catch((thrown: Error) => {
      if (thrown.cause instanceof ApiFailure && thrown.cause.kind === 'unauthorized') return null
      throw thrown
    })
}
