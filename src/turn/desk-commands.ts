import type { Command } from './room.ts'

/** 举报 人工 常见问题: what is answered with a card, with or without the number of the hotline. */
export function createDeskCommands(
  hotline: string | null,
  faqTitles: readonly string[],
): Record<string, Command> {
  const card = (phrase: string): Command => {
    const say = hotline ? { phrase, values: { hotline } } : { phrase: `${phrase}-unset` }
    return async () => ({ say: [say] })
  }
  return {
    'tip-off': card('hotline.card'),
    human: card('command.human'),
    faq: async () => ({
      say: [{ phrase: 'faq.list', values: { titles: faqTitles.map(title => `· ${title}`).join('\n') } }],
    }),
  }
}
