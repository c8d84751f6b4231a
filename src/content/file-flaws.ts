import { Subject } from '../campaign/content.ts'
import { type Flaw, flaw } from '../dialog/check/flaw.ts'
import { GIVEN } from './given.ts'
import type { FileFlaw, Part, Parts } from './parts.ts'

/** Files that claim what another has, and files that the program cannot do without. */
export function fileFlaws({ calendars, checklists, dialogs }: Parts): FileFlaw[] {
  const subjects = checklists.map(({ value }) => value.subject)
  const ids = dialogs.map(({ value }) => value.id)
  return [
    ...claimedTwice(calendars, ({ year }) => flaw(['year'], 'calendar-twice', { year })),
    ...claimedTwice(checklists, ({ subject }) => flaw(['subject'], 'checklist-twice', { subject })),
    ...claimedTwice(dialogs, ({ id }) => flaw(['id'], 'dialog-twice', { dialog: id })),
    ...Subject.options
      .filter(subject => !subjects.includes(subject))
      .map(subject => absent(`self-check/${subject}.yaml`, flaw([], 'checklist-missing', { subject }))),
    ...Object.keys(GIVEN)
      .filter(dialog => !ids.includes(dialog))
      .map(dialog => absent(`${dialog}.yaml`, flaw([], 'dialog-missing', { dialog }))),
  ]
}

/** The second file to give the same flaw claims what the first has. */
function claimedTwice<V>(
  parts: (Pick<Part<'dialog'>, 'file' | 'lineOf'> & { value: V })[],
  flawOf: (value: V) => Flaw,
): FileFlaw[] {
  const claimed = new Set<string>()
  return parts.flatMap(({ file, value, lineOf }) => {
    const found = flawOf(value)
    const claim = JSON.stringify(found.values)
    if (claimed.has(claim)) return [{ file, line: lineOf(found.path), flaw: found }]
    claimed.add(claim)
    return []
  })
}

function absent(file: string, found: Flaw): FileFlaw {
  return { file, line: 1, flaw: found }
}
