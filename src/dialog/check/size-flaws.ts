import { askPlace } from '../ask.ts'
import type { Dialog } from '../content.ts'
import { createSpeak, type Speak } from '../fill.ts'
import { createFrame } from '../frame.ts'
import { createScript, type Script } from '../script.ts'
import { walk } from '../walk.ts'
import { bytesOf, MESSAGE_BYTES } from './bytes.ts'
import { type Flaw, flaw } from './flaw.ts'
import { isInItem, runsOverItems, type StepPosition, stepPositionsOf } from './position.ts'
import { questionBytes } from './question-bytes.ts'
import { isReachable } from './reachable.ts'
import type { Surroundings } from './surroundings.ts'

const limit = MESSAGE_BYTES

/**
 * Questions, openings and helps that need more than one message. What people themselves wrote (names, problems) is not
 * counted: nobody can bound it here, and a text that is too long after all is continued on 更多.
 */
export function sizeFlaws(dialog: Dialog, around: Surroundings): Flaw[] {
  const checklists = runsOverItems(dialog) ? around.checklists : [null]
  const scripts = checklists.map(checklist => createScript(dialog, checklist, around.lists))
  const speak = createSpeak(around.phrases)
  return [
    ...openingFlaws(scripts, around, speak),
    ...stepPositionsOf(dialog).flatMap(position => [
      ...helpFlaws(position, speak),
      ...questionFlaws(position, scripts, around, speak),
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
  const { id: name, help } = node
  if (help === undefined) return []
  const said = ['help.step', 'stuck.help'].map(phrase => speak({ phrase, values: { help } }))
  const bytes = Math.max(...said.map(bytesOf))
  return bytes > limit ? [flaw([...path, 'help'], 'help-long', { name, bytes, limit })] : []
}

/** One fault a question is enough: for the item where it is longest, of those it is asked for. */
function questionFlaws(
  position: StepPosition,
  scripts: Script[],
  around: Surroundings,
  speak: Speak,
): Flaw[] {
  const { node, path } = position
  const asked = scripts.flatMap(script => {
    const items = isInItem(position)
      ? script.items.filter(item => isReachable(position, around, [item]))
      : [null]
    return items.map(item => ({ item, bytes: questionBytes(position, item, script, speak) }))
  })
  const [worst] = asked.toSorted((a, b) => b.bytes - a.bytes)
  if (!worst || worst.bytes <= limit) return []
  const where = worst.item ? `（${worst.item.title}）` : ''
  return [flaw([...path, 'ask'], 'question-long', { name: node.id, bytes: worst.bytes, limit, where })]
}
