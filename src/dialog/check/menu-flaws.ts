import type { Phrases } from '../content.ts'
import type { Menu } from '../menu-content.ts'
import { plainWord } from '../words.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'

/** Keys and commands that nothing answers, and words that stand for two commands. `known`: ids the program answers itself. */
export function checkMenu(menu: Menu, known: readonly string[], phrases: Phrases): Flaw[] {
  const unanswered = (key: string, path: Path): Flaw[] =>
    known.includes(key) || `command.${key}` in phrases ? [] : [flaw(path, 'command-unknown', { key })]
  return [
    ...menu.buttons.flatMap(({ sub }, button) =>
      sub.flatMap((each, index) =>
        'key' in each ? unanswered(each.key, ['buttons', button, 'sub', index, 'key']) : [],
      ),
    ),
    ...Object.keys(menu.commands).flatMap(id => unanswered(id, ['commands', id])),
    ...wordFlaws(menu),
  ]
}

function wordFlaws({ commands }: Menu): Flaw[] {
  const owners = new Map<string, string>()
  return Object.entries(commands).flatMap(([command, { say }]) =>
    say.flatMap((word, index) => {
      const owner = owners.get(plainWord(word)) ?? command
      owners.set(plainWord(word), owner)
      return owner === command
        ? []
        : [flaw(['commands', command, 'say', index], 'word-twice', { word, command, other: owner })]
    }),
  )
}
