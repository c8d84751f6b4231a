import { plainWord } from './words.ts'

/** Heard anywhere, before any dialog. */
const ALWAYS: Record<string, string> = {
  菜单: 'menu',
  进度: 'progress',
  暂停: 'pause',
  继续: 'continue',
  重来: 'restart',
  人工: 'human',
  更多: 'more',
}

export type CommandWords = (text: string) => string | null

/** Exact words only: inside a dialog nearly anything may be an answer. */
export function createCommandWords(commands: Record<string, { say: string[] }>): CommandWords {
  const words = new Map<string, string>(Object.entries(ALWAYS))
  for (const [id, { say }] of Object.entries(commands)) for (const word of say) words.set(plainWord(word), id)
  return text => words.get(plainWord(text)) ?? null
}
