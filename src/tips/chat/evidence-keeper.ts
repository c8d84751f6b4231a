import type { EvidenceKind, Say } from '../../dialog/answer.ts'
import { maskIdNumbers } from '../../dialog/answers/id-number.ts'
import { toAppError } from '../../errors.ts'
import type { Instant } from '../../lib/clock.ts'
import { type EvidenceBody, evidenceKindOf } from '../../turn/evidence-body.ts'
import type { TipSettings } from '../settings-content.ts'
import type { DraftEvidence, DraftEvidenceStore } from '../tip.ts'

type Fetched = { bytes: Uint8Array; mediaType: string }

/** What a person sent is brought at once. Both throw AppError('media-…'). */
export type EvidenceKeeperDependencies = {
  drafts: Pick<DraftEvidenceStore, 'left' | 'keep' | 'drop'>
  fetchPhoto: (url: string) => Promise<Fetched>
  /** Null where the account may not fetch media: only photos have an address of their own (wechat-platform §7). */
  fetchMedia: (mediaId: string) => Promise<Fetched | null>
  limits: Pick<TipSettings['limits'], 'evidence-in-all'>
}

export type EvidenceKeeper = ReturnType<typeof createEvidenceKeeper>

/** Evidence of a draft. What is sent is fetched at once, for the platform forgets it after three days. */
export function createEvidenceKeeper(deps: EvidenceKeeperDependencies) {
  const { drafts, fetchPhoto, fetchMedia } = deps
  const full = { phrase: 'evidence.full', values: { megabytes: deps.limits['evidence-in-all'] } }

  return {
    /** Beside what the answer has so far. Says what to do instead where it could not be had, or is too much. */
    async keep(
      body: EvidenceBody,
      key: Uint8Array,
      now: Instant,
      answer: unknown,
    ): Promise<{ id: string } | Say> {
      const kind = evidenceKindOf(body)
      const left = await drafts.left(namesIn(answer).map(idIn))
      if (left === 0) return full
      try {
        const fetched = await bring(body)
        if (!fetched) return unfit(kind)
        return fetched.bytes.length > left ? full : await drafts.keep({ kind, ...fetched }, key, now)
      } catch (thrown) {
        const { code } = toAppError(thrown)
        if (code === 'media-refused') return { phrase: 'evidence.refused' }
        if (code === 'media-away') return { phrase: 'evidence.away' }
        throw thrown
      }
    },

    /** Those of `before` that do not stand any more. */
    async dropped(before: unknown, after: unknown): Promise<void> {
      const left = namesIn(after)
      const gone = namesIn(before).filter(name => !left.includes(name))
      await drafts.drop(gone.map(idIn))
    },
  }

  async function bring(body: EvidenceBody): Promise<Fetched | null> {
    if ('bring' in body && body.bring) return body.bring()
    switch (body.kind) {
      case 'image':
        return fetchPhoto(body.url)
      case 'voice':
      case 'video':
        return fetchMedia(body.mediaId)
      case 'location':
        return written({ latitude: body.latitude, longitude: body.longitude, label: body.label })
      case 'link':
        return written({
          title: maskIdNumbers(body.title),
          description: maskIdNumbers(body.description),
          url: body.url,
        })
    }
  }
}

/** The evidence an answer names, with the key of its draft. */
export function evidenceIn(answer: unknown, key: Uint8Array): DraftEvidence[] {
  return namesIn(answer).map(name => ({ id: idIn(name), key }))
}

function written(value: object): Fetched {
  return { bytes: Buffer.from(JSON.stringify(value)), mediaType: 'application/json' }
}

function unfit(kind: EvidenceKind): Say {
  return { phrase: kind === 'voice' ? 'evidence.no-voice' : 'evidence.no-video' }
}

function namesIn(answer: unknown): string[] {
  return Array.isArray(answer) ? answer : []
}

function idIn(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
