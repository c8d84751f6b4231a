/** Duties that are no obligation of the campaign and have ladders of their own. */
export const DATED_KINDS = ['self-check', 'problem', 'examination', 'certificate'] as const
