import type { CaseDesk } from '../desk/case-desk.ts'

/** One line where something waits for a hand: how many tips lie on which shelf. */
export async function sayWaiting(desk: CaseDesk): Promise<string[]> {
  const { over, ...counts } = await desk.counts()
  const waiting = Object.entries(counts).filter(([, count]) => count > 0)
  if (waiting.length === 0) return []
  return [`waiting: ${waiting.map(([shelf, count]) => `${shelf} ${count}`).join(' · ')} (list <which>)`]
}
