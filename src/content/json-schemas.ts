import { z } from 'zod'
import { SCHEMAS } from './layout.ts'

/** Kinds whose files people edit with a schema at hand; check.yaml belongs to the program. */
const EDITED = [
  'campaign',
  'calendar',
  'dialog',
  'checklist',
  'phrases',
  'menu',
  'faq',
  'papers',
  'reminders',
  'templates',
  'tip-settings',
  'roster',
] as const

/** File name -> text of dialogs/schema/, so that editors complete and underline. Draft 7 is what YAML editors read. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    EDITED.map(kind => [
      `${kind}.json`,
      `${JSON.stringify(z.toJSONSchema(SCHEMAS[kind], { target: 'draft-7', io: 'input' }), null, 2)}\n`,
    ]),
  )
}
