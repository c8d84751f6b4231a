import type { OptionList } from '../answer.ts'
import { matchKey } from '../answers/fold.ts'
import type { Step } from '../content.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'
import { repeatedIds } from './id-flaws.ts'
import type { StepPosition } from './position.ts'
import { CHECKLIST_ITEMS, type Surroundings } from './surroundings.ts'

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
export function questionOptionFlaws(position: StepPosition, around: Surroundings): Flaw[] {
  const { answer } = position.node
  const at = [...position.path, 'answer']
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
  const list = listNamed(answer.options, position, around)
  if (list) return [...wordFlaws(beside, around.isCommand), ...beside.flatMap(word => clashes(word, list))]
  return [flaw([...at, 'options'], 'list-unknown', { list: answer.options, allowed: listNames(around) })]
}

function wordsBeside(answer: Step['answer'], path: Path): Worded[] {
  if (answer.type !== 'multi-choice') return []
  return (['all', 'none'] as const).flatMap(side => {
    const label = answer[side]
    return label === undefined ? [] : [{ label, path: [...path, side] }]
  })
}

/** All options of a named list, those of every item where it is `item.checks`; null where nobody has such a list. */
function listNamed(
  name: string,
  { levels }: StepPosition,
  { checklists, lists }: Surroundings,
): OptionList | null {
  if (name !== 'item.checks') return lists[name.slice('campaign.'.length)] ?? null
  const inItem = levels.some(({ repeat }) => repeat?.repeat === 'item' && repeat.over === CHECKLIST_ITEMS)
  return inItem ? checklists.flatMap(({ items }) => items.flatMap(({ checks }) => checks)) : null
}

function listNames({ lists }: Surroundings): string {
  return ['item.checks', ...Object.keys(lists).map(name => `campaign.${name}`)].join('、')
}

function clashes({ label, path }: Worded, list: OptionList): Flaw[] {
  const other = list.find(option =>
    [option.label, ...(option.say ?? [])].some(word => matchKey(word) === matchKey(label)),
  )
  return other ? [flaw(path, 'option-collision', { word: label, option: label, other: other.label })] : []
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
