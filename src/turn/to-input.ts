import type { Input, Say } from '../dialog/answer.ts'
import type { Frame } from '../dialog/frame.ts'
import { placeAt } from '../dialog/move-on.ts'
import type { Script } from '../dialog/script.ts'
import { type Place, walk } from '../dialog/walk.ts'
import { ERRORS, toAppError } from '../errors.ts'
import { type EvidenceBody, evidenceIn, evidenceKindOf } from './evidence-body.ts'
import type { InboundBody } from './inbound.ts'
import type { PhotoKeeper, Room, TurnMoment } from './room.ts'

/** A message as the open dialog hears it, or why it could not be kept. */
export type ToInput = (
  body: InboundBody,
  script: Script,
  frame: Frame,
  moment: TurnMoment,
) => Promise<Input | Say>

/** Photos and evidence are kept before the dialog hears of them, and only where the open question takes one more. */
export function createToInput(photos: PhotoKeeper, roomOf: (frame: Frame) => Room | undefined): ToInput {
  return async function toInput(body, script, frame, moment) {
    const evidence = evidenceIn(body)
    if (!evidence) return plainInput(body)
    const place = placeAt(walk(script, frame), frame)
    if (place?.step.answer.type === 'evidence') return keepEvidence(evidence, frame, place, moment)
    return evidence.kind === 'image' ? keepPhoto(evidence, frame, place, moment) : plainInput(body)
  }

  async function keepEvidence(
    body: EvidenceBody,
    frame: Frame,
    place: Place,
    moment: TurnMoment,
  ): Promise<Input | Say> {
    const room = roomOf(frame)
    if (!room?.keep) return plainInput(body)
    const what = evidenceKindOf(body)
    if (!takesMore(place, frame)) return { kind: 'evidence', what, id: '' }
    const kept = await room.keep(body, frame, place, moment)
    return 'phrase' in kept ? kept : { kind: 'evidence', what, id: kept.id }
  }

  async function keepPhoto(
    body: EvidenceBody & { kind: 'image' },
    frame: Frame,
    place: Place | null,
    moment: TurnMoment,
  ): Promise<Input | Say> {
    if (place?.step.answer.type !== 'images' || !takesMore(place, frame)) return { kind: 'photo', id: '' }
    try {
      const photo = await photos.keep(body, `${frame.subject ?? frame.dialog}:${place.path}`, moment)
      return { kind: 'photo', id: photo.id }
    } catch (thrown) {
      const phrase = ERRORS[toAppError(thrown).code].say
      if (phrase === null || !phrase.startsWith('photo.')) throw thrown
      return { phrase }
    }
  }
}

function takesMore({ step, path }: Place, { answers }: Frame): boolean {
  const there = answers[path]
  return 'max' in step.answer && (!Array.isArray(there) || there.length < (step.answer.max ?? 0))
}

function plainInput(body: InboundBody): Input {
  switch (body.kind) {
    case 'text':
      return { kind: 'text', text: body.text }
    case 'image':
      return { kind: 'photo', id: '' }
    case 'location':
      return { kind: 'location', latitude: body.latitude, longitude: body.longitude, label: body.label }
    case 'voice':
    case 'video':
    case 'file':
    case 'link':
      return { kind: 'other', what: body.kind }
    case 'mini-program':
    case 'contact':
      return { kind: 'other', what: 'card' }
    default:
      return { kind: 'other', what: 'sticker' }
  }
}
