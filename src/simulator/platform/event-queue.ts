import { setTimeout as pause } from 'node:timers/promises'
import type { PlatformEventBody } from '../platform-event-xml.ts'

/** An event that the platform pushes about a person. */
export type PlatformEvent = { openid: string; body: PlatformEventBody }

export type EventQueue = ReturnType<typeof createEventQueue>

/** Pushes events a moment after whatever caused them has been answered; what the webhook makes of one holds up no other. */
export function createEventQueue(push: (event: PlatformEvent) => Promise<void>, momentMs: number) {
  const underWay = new Set<Promise<void>>()

  async function later(event: PlatformEvent): Promise<void> {
    await pause(momentMs)
    // WeChat, too, gives up on a webhook that does not take its events.
    await push(event).catch(() => {})
  }

  return {
    add(event: PlatformEvent): void {
      const pushed = later(event).finally(() => underWay.delete(pushed))
      underWay.add(pushed)
    },
    /** Resolves once every event so far, and whatever these cause, is pushed. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
