import type { TipState } from '../case/flow.ts'
import type { TipLine } from '../desk/case-desk.ts'

const NEXT: Record<TipState, string> = {
  registered: 'accept . · refuse . <reason> · reroute . <bureau|custodian> <why>',
  accepted: 'investigate . · ask . <question>',
  investigating: 'ask . <question> · handle . · refer . <market|police> <to whom> · answer . <words>',
  handling: 'refer . <market|police> <to whom> · receipt . <n> · answer . <words>',
  answered: 'close . · reply . <words>',
  refused: 'reopen . <why>',
  closed: 'reopen . <why>',
}

/** One line: what can be typed next. A dot stands for the tip at hand. */
export function sayNext(tip: TipLine | null): string {
  if (!tip) return 'next: list · list news · open <number> · help · quit'
  const steps = [
    tip.proposal === 'to-approve' && 'approve . <n>',
    tip.hasNews && 'noted . · reply . <words>',
    tip.mergedInto ? `open ${tip.mergedInto}` : NEXT[tip.state],
  ]
  return `next for ${tip.number}: ${steps.filter(Boolean).join(' · ')}`
}

/** What can be typed before anything else, where the reporter's words were not read here. */
export function sayReadFirst({ number }: TipLine): string {
  return `next: open ${number} · noted ${number} (where you have read it)`
}
