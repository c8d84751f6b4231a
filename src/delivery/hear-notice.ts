import type { Notice } from '../turn/notice.ts'
import type { Moment } from '../turn/room.ts'
import type { Attempt, Result } from './attempt.ts'
import type { AttemptStore } from './attempt-store.ts'
import type { Ledger } from './ledger.ts'

type From = Pick<Moment, 'person' | 'now' | 'message'>

export type HearDependencies = {
  attempts: AttemptStore
  ledger: Ledger
  /** What became of a letter, told to the room it comes from; once more where the event comes again. */
  settle: (letter: string, result: Result, now: From['now']) => Promise<void>
}

/** Hears what a person agreed to, and what became of what was sent. */
export function createHearNotice({ attempts, ledger, settle }: HearDependencies) {
  return async function hearNotice(notice: Notice, from: From): Promise<void> {
    switch (notice.kind) {
      case 'subscription-chosen':
        for (const { templateId, accepted } of notice.choices)
          await ledger.choose(from.person, templateId, accepted, { message: from.message, at: from.now })
        return ledger.find(from.person)
      case 'subscription-changed':
        // Pushed only when somebody switches it off in the settings (wechat-platform §2.3).
        for (const { templateId, accepted } of notice.choices)
          if (!accepted) await ledger.withdraw(templateId, [from.person])
        return
      case 'template-sent':
        return report(null, notice.messageId, resultOf(notice.failure), from)
      case 'subscription-sent':
        for (const { templateId, messageId, code, status } of notice.deliveries)
          await report(templateId, messageId, code === '0' ? 'arrived' : resultOf(status), from)
        return
      default:
        return
    }
  }

  /** An id that nobody knows belongs to the try whose answer never came. */
  async function report(templateId: string | null, messageId: string, result: Result, from: From) {
    const attempt =
      (await attempts.byMessageId(from.person, messageId)) ??
      (await attempts.inDoubt(from.person, templateId))
    if (!attempt) return
    if (isUnanswered(attempt) && attempt.rung === 'one-time')
      await ledger.use(attempt.templateId, [from.person])
    // The person has switched it off where nothing was pushed, or the event of it was lost.
    if (templateId !== null && result === 'blocked' && attempt.result === null)
      await ledger.withdraw(templateId, [from.person])
    await attempts.report(attempt, messageId, result, from.now)
    await settle(attempt.letter, result, from.now)
  }
}

function isUnanswered({ endedAt }: Attempt): boolean {
  return endedAt === null
}

/** WeChat's words: `failed:user block`, `failed: system failed`, … */
function resultOf(failure: string): Result {
  if (failure === '') return 'arrived'
  return /block|refuse|reject/i.test(failure) ? 'blocked' : 'failed'
}
