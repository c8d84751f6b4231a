import type { CivilDate } from '../lib/clock.ts'

/** What a unit is told on a day, to one of its members. */
export type SendingKey = { unitId: string; day: CivilDate; memberId: string }

export const LETTER_ROOM = 'reminder'

export function letterId({ unitId, day, memberId }: SendingKey): string {
  return `${LETTER_ROOM}:${unitId}/${day}/${memberId}`
}

/** Null for a letter of another room. */
export function sendingOf(letter: string): SendingKey | null {
  const [, unitId, day, memberId] = /^reminder:(\w+)\/([\d-]+)\/(\w+)$/.exec(letter) ?? []
  return unitId && day && memberId ? { unitId, day, memberId } : null
}
