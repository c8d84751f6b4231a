import type { Dialog } from '../content.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'
import { type Position, stepPositionsOf } from './position.ts'
import { fieldsOf, type Given } from './surroundings.ts'

/** Anything in braces, half or full width: what is no placeholder would be read by a person as it stands. */
const BRACES = /[{｛]([^{}｛｝\n]*)[}｝]/g

/** Whatever stands in braces and is not among the allowed names. */
export function placeholderFlaws(text: string | undefined, allowed: readonly string[], path: Path): Flaw[] {
  const known = allowed.map(name => `{${name}}`)
  const unknown = [...(text ?? '').matchAll(BRACES)]
    .map(([braces]) => braces)
    .filter(braces => !known.includes(braces))
  return [...new Set(unknown)].map(placeholder =>
    flaw(path, 'placeholder-unknown', { placeholder, allowed: known.join('') || '—' }),
  )
}

/** A question and its name fill in their element and the facts, opening and review the facts; the other texts are said as they stand. */
export function dialogPlaceholderFlaws(dialog: Dialog, given: Given): Flaw[] {
  const facts = Object.keys(given.facts).map(fact => `facts.${fact}`)
  return [
    ...placeholderFlaws(dialog.intro, facts, ['intro']),
    ...placeholderFlaws(dialog.review.ask, facts, ['review', 'ask']),
    ...stepPositionsOf(dialog).flatMap(position => {
      const { node, path } = position
      const known = [...elementNames(position, given), ...facts]
      return [
        ...placeholderFlaws(node.name, known, [...path, 'name']),
        ...placeholderFlaws(node.ask, known, [...path, 'ask']),
        ...placeholderFlaws(node.help, [], [...path, 'help']),
        ...placeholderFlaws(node['skip-hint'], [], [...path, 'skip-hint']),
      ]
    }),
  ]
}

function elementNames({ levels }: Position, given: Given): string[] {
  const rounds = levels.flatMap(({ repeat }) =>
    repeat?.over === undefined ? [] : [{ name: repeat.repeat, over: repeat.over }],
  )
  const fields = rounds.flatMap(({ name, over }) => fieldsOf(over, given).map(field => `${name}.${field}`))
  return rounds.length > 0 ? ['n', 'total', ...fields] : fields
}
