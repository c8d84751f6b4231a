/** Duties that are no obligation of the campaign and have ladders of their own. */
export const DATED_KINDS = ['self-check', 'problem', 'examination', 'certificate'] as const

/** The notice itself, and the beginning of a phase: what a unit is told of without owing anything. */
export const NOTICE = 'notice'
const OPENING = 'phase:'

export function openingOf(phase: string): string {
  return `${OPENING}${phase}`
}

/** Null for what is no beginning of a phase. */
export function phaseOf(duty: string): string | null {
  return duty.startsWith(OPENING) ? duty.slice(OPENING.length) : null
}

/** Whether it is owed, so that it can be overdue. */
export function isOwed(duty: string): boolean {
  return duty !== NOTICE && phaseOf(duty) === null
}
