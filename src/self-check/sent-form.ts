import type { Frame } from '../dialog/frame.ts'
import { FIELD } from './pages/field.ts'
import type { Upload } from './photo-shelf.ts'

/** A form as it arrived: every value of a name, and the files under it. */
export type SentForm = {
  values: ReadonlyMap<string, string[]>
  files: ReadonlyMap<string, Upload[]>
}

/** A field before its files have become photos. */
export type SentField = { words: string[]; kept: string[]; uploads: Upload[] }

/** The fields of an item's form by the path of their question, in the order of the form. */
export function sentFields({ values, files }: SentForm): Map<string, SentField> {
  const asked = values.get(FIELD.asked) ?? []
  return new Map(
    asked.map(path => [
      path,
      {
        words: values.get(`${FIELD.words}${path}`) ?? [],
        kept: values.get(`${FIELD.kept}${path}`) ?? [],
        uploads: (files.get(`${FIELD.file}${path}`) ?? []).filter(({ size }) => size > 0),
      },
    ]),
  )
}

/**
 * The answers that the form showed when it was made. They come back from the browser and are only compared with the
 * record: whoever forges them writes over what they did not see, as they may by looking at it first.
 */
export function shownAnswers({ values }: SentForm): Frame['answers'] {
  try {
    const shown: unknown = JSON.parse(values.get('shown')?.[0] ?? '')
    return shown !== null && typeof shown === 'object' ? { ...(shown as Frame['answers']) } : {}
  } catch {
    return {}
  }
}
