import { type Html, html } from '../../lib/html.ts'
import { photoNumbers } from '../photo-number.ts'
import type { Words } from './layout.ts'

/** Ids of photos are told from ids of options by their shape. */
export function isPhotoList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(id => /^[0-9a-f]{32}$/.test(String(id)))
}

/** Thumbnails that open the photo itself, each with the number that papers name it by. */
export function photoRow(words: Words, ids: readonly string[]): Html {
  return html`<ul class="page-photos">${ids.map((id, index) => html`<li><a href="/u/photo/${id}">${thumbnail(words, id, index)}</a></li>`)}</ul>`
}

export function thumbnail(words: Words, id: string, index: number): Html {
  const name = words('page.photo', { n: index + 1 })
  return html`<img src="/u/photo/${id}" alt="${name}" width="96" height="96" loading="lazy"><span class="page-number">${photoNumbers([id])}</span>`
}
