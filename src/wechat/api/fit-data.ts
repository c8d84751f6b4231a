import { ApiFailure } from './failures.ts'
import { fieldTypeOf, fitField } from './fields.ts'

/** The values of a message by the names of its template's fields: `thing1`, `date2`. */
export type MessageData = Readonly<Record<string, string>>

const ARGUMENT_INVALID = 47_003

/** The values as WeChat takes them. ApiFailure `invalid`, with the field's name, where one can never fit. */
export function fitData(data: MessageData, path: string): Record<string, { value: string }> {
  const fitted = Object.entries(data).map(([field, text]): [string, { value: string }] => {
    const value = fitField(fieldTypeOf(field), text)
    if (value === null) throw new ApiFailure(ARGUMENT_INVALID, path, { hints: { field } })
    return [field, { value }]
  })
  return Object.fromEntries(fitted)
}
