import type { Templates } from '../../delivery/templates-content.ts'
import type { Command } from '../../turn/room.ts'
import { offersOf } from './offers.ts'

/** 订阅提醒: the way to the page on which a person agrees. WeChat takes no consent in chat (wechat-platform §5.2). */
export function createSubscriptionCommands(templates: Templates, address: () => string) {
  const isOffered = offersOf(templates).length > 0
  const commands: Record<string, Command> = {
    subscribe: async ({ ref }) => {
      if (ref.channel !== 'wechat') return { say: [{ phrase: 'subscription.elsewhere' }] }
      if (!isOffered) return { say: [{ phrase: 'subscription.unavailable-text' }] }
      return { say: [{ phrase: 'subscription.link', values: { link: `${address()}/u/subscribe` } }] }
    },
  }
  return commands
}
