import type { AnswerValue, Heard, Input, ParseContext } from '../answer.ts'
import { bare, matchKey } from './fold.ts'
import { refuse } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

/** As `bare` leaves them: 完了 is 完. */
const DONE = new Set(
  '好 好了 好的 完 完成 发完 传完 都发 没 没了 没有 没有了 无 结束 就这些 就这样 就这么多 没有照片 没照片 无照片 可以 行 ok'.split(
    ' ',
  ),
)

/** As `bare` leaves them, and each also with 上一张 or 这张 around it. */
const TAKE_BACK =
  /^(?:撤回|删掉|删除|去掉)(?:(?:上一|这)[张份条段个])?$|^(?:(?:上一|这)[张份条段个])?(?:发错|拍错)$|^(?:上一|这)[张份条段个]不要$/

/** 好了 and the like: nothing more will come. */
export function saysDone(text: string): boolean {
  return DONE.has(bare(matchKey(text)))
}

/** “撤回” and the like: the last one was a mistake. */
export function saysTakeBack(text: string): boolean {
  return TAKE_BACK.test(bare(matchKey(text)))
}

/**
 * Photo ids in the order they came. Each photo keeps the question open until “好了” or until no more may come; “撤回” drops
 * the last one.
 */
export function hearImages(spec: SpecOf<'images'>, input: Input, context: ParseContext): Heard {
  const photos = photosOf(context.before)
  if (input.kind === 'photo') return addPhoto(spec, photos, input.id)
  const text = input.kind === 'text' ? input.text : ''
  if (saysTakeBack(text) && photos.length > 0) return takeBack(spec, photos)
  if (!saysDone(text)) {
    return refuse('hint.photo', { count: photos.length, left: Math.max(0, spec.max - photos.length) })
  }
  if (photos.length < spec.min) return refuse('hint.photo-min', { min: spec.min, count: photos.length })
  return { ok: true, value: photos }
}

function addPhoto({ max }: SpecOf<'images'>, photos: string[], id: string): Heard {
  const known = photos.includes(id)
  if (!known && photos.length >= max) return refuse('hint.photo-full', { max })
  const value = known ? photos : [...photos, id]
  const count = value.length
  if (count >= max) return { ok: true, value }
  return { ok: true, value, more: { phrase: 'hint.photo-more', values: { count, left: max - count } } }
}

/** What was filed with the photo keeps it: only the answer lets it go. */
function takeBack({ max }: SpecOf<'images'>, photos: string[]): Heard {
  const value = photos.slice(0, -1)
  const count = value.length
  return { ok: true, value, more: { phrase: 'hint.photo-taken-back', values: { count, left: max - count } } }
}

function photosOf(before: AnswerValue | undefined): string[] {
  return Array.isArray(before) ? before : []
}
