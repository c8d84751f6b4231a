import type { SharedValues } from '../lib/shared-values.ts'

/**
 * The account's original id (`gh_…`). Every push is addressed to it (wechat-platform §2.1) and people are known under it,
 * but no API tells it: whoever meets a person on a page has it from here.
 */
export type AccountId = {
  /** Remembers it for all instances, on the side. */
  hear(id: string): void
  /** null: no push has come yet. */
  recall(): Promise<string | null>
}

const KEPT_MS = 400 * 86_400_000

export function createAccountId(values: SharedValues, appId: string): AccountId {
  const key = `account-id:${appId}`
  let heard: string | null = null
  return {
    hear(id) {
      if (id === heard) return
      heard = id
      values.put(key, Buffer.from(id), KEPT_MS).catch(() => {
        heard = null
      })
    },
    async recall() {
      if (heard) return heard
      const kept = await values.get(key)
      return kept && Buffer.from(kept).toString()
    },
  }
}
