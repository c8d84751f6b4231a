/** How long a push may be kept waiting. Wall time, not the campaign's: it is the platform that hangs up. */
export type Budget = {
  /** Resolves when the time is up; never once the budget was closed in time. */
  spent: Promise<'spent'>
  isSpent(): boolean
  /** The reply is about to be stored: from here on it is either in time for good or late for good. True: late. */
  close(): boolean
}

export function createBudget(milliseconds: number): Budget {
  let late = false
  let timer: NodeJS.Timeout | undefined
  const spent = new Promise<'spent'>(resolve => {
    timer = setTimeout(() => {
      late = true
      resolve('spent')
    }, milliseconds)
    timer.unref()
  })
  return {
    spent,
    isSpent: () => late,
    close: () => {
      if (!late) clearTimeout(timer)
      return late
    },
  }
}
