import { fill } from '../dialog/fill.ts'
import type { Attempt } from './attempt.ts'
import type { Outgoing } from './channel.ts'
import type { Letter } from './letter.ts'
import type { Templates } from './templates-content.ts'

/** What a try sends: the same try, made again, goes under the same id. */
export function outgoing(
  { name, values, text }: Letter,
  { letter, n, rung, templateId }: Attempt,
  templates: Templates,
  seal: { hash(purpose: string, text: string): string },
): Outgoing {
  if (rung === 'chat' || rung === 'parked') return { rung: 'chat', text }
  const fields = Object.entries(templates[name][rung]?.fields ?? {})
  const data = Object.fromEntries(
    fields.map(([field, words]) => [field, fill(words, value => values[value])]),
  )
  if (rung !== 'template') return { rung, templateId, data }
  return { rung, templateId, data, clientMsgId: seal.hash('letter', `${letter}#${n}`) }
}
