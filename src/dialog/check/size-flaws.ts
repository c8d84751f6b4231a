import type { AnswerValue } from '../answer.ts'
import { askPlace } from '../ask.ts'
import type { Checklist, Dialog } from '../content.ts'
import { createSpeak, type Speak } from '../fill.ts'
import { createFrame, type Frame } from '../frame.ts'
import { specOf } from '../place.ts'
import { createScript, type Script } from '../script.ts'
import { type Place, walk } from '../walk.ts'
import { bytesOf, MESSAGE_BYTES } from './bytes.ts'
import { type Flaw, flaw } from './flaw.ts'
import { type StepPosition, stepPositionsOf } from './position.ts'
import { isReachable } from './reachable.ts'
import { type At, scopesAt } from './scopes-at.ts'
import { CHECKLIST_ITEMS, type Surroundings } from './surroundings.ts'

const limit = MESSAGE_BYTES

/**
 * Questions, openings and helps that need more than one message. What people themselves wrote (names, problems) is not
 * counted: nobody can bound it here, and a text that is too long after all is continued on 更多.
 */
export function sizeFlaws(dialog: Dialog, around: Surroundings): Flaw[] {
  const overItems = stepPositionsOf(dialog).some(({ levels }) =>
    levels.some(({ repeat }) => repeat?.over === CHECKLIST_ITEMS),
  )
  const checklists = overItems ? around.checklists : [null]
  const speak = createSpeak(around.phrases)
  const scripts = checklists.map(checklist => ({
    checklist,
    script: createScript(dialog, checklist, around.lists),
  }))
  return [
    ...openingFlaws(
      scripts.map(({ script }) => script),
      around,
      speak,
    ),
    ...stepPositionsOf(dialog).flatMap(position => [
      ...helpFlaws(position, speak),
      ...longest(
        scripts.flatMap(({ checklist, script }) => questionFlaws(position, checklist, script, around, speak)),
      ),
    ]),
  ]
}

/** The first message of a dialog: what it says of itself, and its first question. */
function openingFlaws(scripts: Script[], { given }: Surroundings, speak: Speak): Flaw[] {
  const lists = Object.fromEntries(Object.keys(given.lists).map(name => [name, [{ id: '1' }]]))
  const openings = scripts.map(script => {
    const frame = createFrame({ dialog: script.dialog.id, script: script.hash, subject: null, lists })
    const [first] = walk(script, frame)
    return `${script.dialog.intro.trimEnd()}\n\n${first ? askPlace(script, frame, first, speak) : ''}`
  })
  const bytes = Math.max(0, ...openings.map(bytesOf))
  return bytes > limit ? [flaw(['intro'], 'opening-long', { bytes, limit })] : []
}

function helpFlaws({ node, path }: StepPosition, speak: Speak): Flaw[] {
  if (node.help === undefined) return []
  const said = ['help.step', 'stuck.help'].map(phrase =>
    bytesOf(speak({ phrase, values: { help: node.help ?? '' } })),
  )
  const bytes = Math.max(...said)
  return bytes > limit ? [flaw([...path, 'help'], 'help-long', { name: node.id, bytes, limit })] : []
}

/** A question in every element it is asked for. */
function questionFlaws(
  position: StepPosition,
  checklist: Checklist | null,
  script: Script,
  around: Surroundings,
  speak: Speak,
): Flaw[] {
  const { node, path, levels } = position
  const total = checklist?.items.length ?? 1
  const elements = (checklist?.items ?? [null]).map((item, index) => ({
    item,
    at: { element: item, n: index + 1, total },
  }))
  return elements
    .filter(({ item }) => isReachable(position, around, item ? [item] : []))
    .flatMap(({ item, at }) => {
      const bytes = bytesAsked(position, at, levels, script, speak)
      if (bytes <= limit) return []
      return [
        flaw([...path, 'ask'], 'question-long', {
          name: node.id,
          bytes,
          limit,
          where: item ? `（${item.title}）` : '',
        }),
      ]
    })
}

/** The most it may take: as the first question, after others, and shown again with a chosen answer. */
function bytesAsked(
  { node }: StepPosition,
  at: At,
  levels: StepPosition['levels'],
  script: Script,
  speak: Speak,
): number {
  const scope = scopesAt(levels, over =>
    over === CHECKLIST_ITEMS ? at : { element: { id: '1' }, n: 1, total: 1 },
  ).at(-1)
  if (!scope) return 0
  const place: Place = { path: scope.prefix + node.id, step: node, scope }
  const frame = createFrame({ dialog: script.dialog.id, script: script.hash, subject: null })
  const frames: Frame[] = [frame, { ...frame, answers: { before: '1' } }]
  for (const value of chosenAnswers(place, script))
    frames.push({ ...frame, answers: { [place.path]: value } })
  return Math.max(...frames.map(each => bytesOf(askPlace(script, each, place, speak))))
}

function chosenAnswers(place: Place, script: Script): AnswerValue[] {
  const spec = specOf(place, script)
  if (spec.type === 'choice') return spec.options.map(({ id }) => id)
  return spec.type === 'confirm' ? ['yes', 'no'] : []
}

/** One fault a question is enough: the item where it is longest. */
function longest(flaws: Flaw[]): Flaw[] {
  return flaws.toSorted((a, b) => Number(b.values.bytes) - Number(a.values.bytes)).slice(0, 1)
}
