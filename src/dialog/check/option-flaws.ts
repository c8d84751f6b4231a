import type { OptionList } from '../answer.ts'
import { matchKey } from '../answers/fold.ts'
import type { Step } from '../content.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'
import { repeatedIds } from './id-flaws.ts'
import type { StepPosition } from './position.ts'
import type { Surroundings } from './surroundings.ts'

/** An option as far as its words go; `none of these` and `all of these` are options to whoever answers. */
type Worded = { label: string; say?: readonly string[] | undefined; path: Path }

/** Ids and words of a list of options: what stands for two of them, or is heard before any question hears it. */
export function optionListFlaws(
  options: OptionList,
  path: Path,
  isCommand: Surroundings['isCommand'],
): Flaw[] {
  const worded = options.map((option, index) => ({ ...option, path: [...path, index] }))
  return [...repeatedIds(options, path), ...wordFlaws(worded, isCommand)]
}

/** The options of one question. A list it names is checked where it is written; here only against the words beside it. */
export function questionOptionFlaws({ node, path, levels }: StepPosition, around: Surroundings): Flaw[] {
  const { answer } = node
  const at = [...path, 'answer']
  if (answer.type === 'confirm') {
    const sides = (['yes', 'no'] as const).map(side => ({ label: answer[side], path: [...at, side] }))
    return wordFlaws(sides, around.isCommand)
  }
  if (answer.type !== 'choice' && answer.type !== 'multi-choice') return []
  const beside = wordsBeside(answer, at)
  if (Array.isArray(answer.options)) {
    const options = answer.options.map((option, index) => ({ ...option, path: [...at, 'options', index] }))
    return [
      ...repeatedIds(answer.options, [...at, 'options']),
      ...wordFlaws([...options, ...beside], around.isCommand),
    ]
  }
  const lists = listsNamed(answer.options, around)
  if (lists === null)
    return [flaw([...at, 'options'], 'list-unknown', { list: answer.options, allowed: listNames(around) })]
  const clashes = lists.flatMap(list =>
    collisions([...list.map(option => ({ ...option, path: [] })), ...beside]),
  )
  return clashes.filter(({ path: place }) => place.length > 0)
}

function wordsBeside(answer: Step['answer'], path: Path): Worded[] {
  if (answer.type !== 'multi-choice') return []
  return (['all', 'none'] as const).flatMap(side => {
    const label = answer[side]
    return label === undefined ? [] : [{ label, path: [...path, side] }]
  })
}

/** `item.checks` is one list per item; null where nobody has such a list. */
function listsNamed(name: string, { checklists, lists }: Surroundings): OptionList[] | null {
  if (name === 'item.checks') return checklists.flatMap(({ items }) => items.map(({ checks }) => checks))
  const list = name.startsWith('campaign.') ? lists[name.slice('campaign.'.length)] : undefined
  return list ? [list] : null
}

function listNames({ lists }: Surroundings): string {
  return ['item.checks', ...Object.keys(lists).map(name => `campaign.${name}`)].join('、')
}

function wordFlaws(options: Worded[], isCommand: Surroundings['isCommand']): Flaw[] {
  const taken = options.flatMap(({ label, say = [], path }) =>
    [label, ...say].filter(isCommand).map(word => flaw(path, 'option-word', { word, option: label })),
  )
  return [...collisions(options), ...taken]
}

/** Words that stand for two options, after folding: whoever says one of them would be asked again. */
function collisions(options: Worded[]): Flaw[] {
  const owners = new Map<string, Worded>()
  return options.flatMap(option =>
    [option.label, ...(option.say ?? [])].flatMap(word => {
      const key = matchKey(word)
      const owner = owners.get(key) ?? option
      owners.set(key, owner)
      return owner === option
        ? []
        : [flaw(option.path, 'option-collision', { word, option: option.label, other: owner.label })]
    }),
  )
}
