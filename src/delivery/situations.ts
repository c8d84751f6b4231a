import type { Instant } from '../lib/clock.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Abilities, Channels } from './channel.ts'
import type { Ledger } from './ledger.ts'
import type { Letter } from './letter.ts'
import type { Situation } from './next-move.ts'
import type { Templates } from './templates-content.ts'

/** How things stand for each of some letters; what is learnt while they are sent is kept. */
export type Situations = {
  of(letter: Letter, now: Instant): Situation
  /** Asks again what the account may do. */
  refresh(): Promise<void>
  closeWindow(person: PersonKey): void
  lose(person: PersonKey): void
}

type Dependencies = { channels: Channels; templates: Templates; ledger: Ledger }

const SILENT: Abilities = { subscription: false, template: false, chat: false }

export async function openSituations(
  { channels, templates, ledger }: Dependencies,
  letters: readonly Letter[],
): Promise<Situations> {
  const persons = [...new Set(letters.map(({ person }) => person))]
  const [consents, lost] = await Promise.all([ledger.consents(persons), ledger.lost(persons)])
  const closed = new Set<PersonKey>()
  let abilities: Partial<Record<keyof Channels, Abilities>> = {}

  function idsOf({ name }: Letter): Situation['templates'] {
    const { 'long-term': long, 'one-time': once, template } = templates[name]
    return { 'long-term': long?.id ?? '', 'one-time': once?.id ?? '', template: template?.id ?? '' }
  }

  return {
    of(letter, now) {
      const { person, ref } = letter
      const ids = idsOf(letter)
      const consent = (kind: 'long-term' | 'one-time') => consents.get(person)?.get(ids[kind])
      return {
        now,
        isGone: lost.has(person),
        abilities: abilities[ref.channel] ?? SILENT,
        templates: ids,
        consents: {
          'long-term': consent('long-term')?.accepted ?? false,
          'one-time': (consent('one-time')?.credits ?? 0) > 0,
        },
        mayChat: !closed.has(person),
      }
    },
    async refresh() {
      const used = Object.entries(channels).filter(([name]) =>
        letters.some(({ ref }) => ref.channel === name),
      )
      const entries = used.map(async ([name, channel]) => [name, await channel.abilities()])
      abilities = Object.fromEntries(await Promise.all(entries))
    },
    closeWindow: person => void closed.add(person),
    lose: person => void lost.add(person),
  }
}
