import type { Say } from '../dialog/answer.ts'
import { specOf } from '../dialog/place.ts'
import type { Moment } from '../turn/room.ts'
import { type ItemForm, placesShown } from './hear-item.ts'
import type { PhotoShelf, Upload } from './photo-shelf.ts'
import type { SelfCheckNow } from './self-check-record.ts'
import { type SentForm, sentFields, shownAnswers } from './sent-form.ts'
import type { Typed } from './typed.ts'

/** Names the record that a file becomes, so that a form sent twice brings it once. */
export type MessageFor = (part: string) => string

/** Makes an item's form of what was sent. Photos are kept before anything is heard of them, as in chat. */
export async function receiveItem(
  photos: PhotoShelf,
  { script, frame }: SelfCheckNow,
  itemId: string,
  sent: SentForm,
  moment: Moment,
  messageFor: MessageFor,
): Promise<ItemForm> {
  const shown = shownAnswers(sent)
  const places = placesShown(script, frame, { itemId, shown })
  const fields = new Map<string, Typed>()
  for (const [path, field] of sentFields(sent)) {
    const place = places.find(each => each.path === path)
    const spec = place && specOf(place, script)
    if (!spec || spec.type === 'location' || spec.type === 'evidence') continue
    if (spec.type !== 'images') {
      fields.set(path, { words: field.words })
      continue
    }
    const kept = await photos.owned(frame.subject, field.kept)
    const add = (upload: Upload, part: number) =>
      photos.add(upload, `${frame.subject}:${path}`, { ...moment, message: messageFor(`${path}:${part}`) })
    fields.set(path, await withUploads(kept, field.uploads, spec.max, add))
  }
  return { itemId, shown, fields }
}

type Add = (upload: Upload, part: number) => ReturnType<PhotoShelf['add']>

async function withUploads(kept: string[], uploads: Upload[], max: number, add: Add): Promise<Typed> {
  const added: string[] = []
  let refused: Say | null = null
  for (const [part, upload] of uploads.entries()) {
    if (kept.length + added.length >= max)
      return { kept, added, refused: { phrase: 'hint.photo-full', values: { max } } }
    const photo = await add(upload, part)
    if ('refused' in photo) refused = photo.refused
    else if (!kept.includes(photo.id)) added.push(photo.id)
  }
  return { kept, added, refused }
}
