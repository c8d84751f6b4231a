/** What a template message may be about, and the values its fields may name (dialogs/templates.yaml). */
export const LETTER_VALUES = {
  deadline: ['what', 'unit', 'bureau', 'due', 'standing'],
  phase: ['what', 'unit'],
  notice: ['what', 'unit'],
} as const satisfies Record<string, readonly string[]>

export type LetterName = keyof typeof LETTER_VALUES
