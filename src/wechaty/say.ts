import type { ReplyBody } from '../turn/reply.ts'
import { inTime } from './in-time.ts'
import type { Puppet } from './open-bot.ts'
import { plainText } from './plain-text.ts'

/** What can be said. A card repeats an address that was said: where the puppet cannot send it, nothing is missing. */
export type Outgoing =
  | string
  | { kind: 'card'; title: string; url: string }
  | { kind: 'file'; name: string; bytes: Uint8Array }

/** Says one thing in a conversation. Rejects where the puppet cannot be reached, or cannot send a file. */
export type Say = (conversation: string, what: Outgoing) => Promise<void>

type Sender = Pick<Puppet, 'messageSendText' | 'messageSendUrl' | 'messageSendFile'>

const TIMEOUT_MS = 20_000

/** An address with a line to itself, and the line before it, which says what is there. */
const ADDRESS_LINE = /^(.+)\n(https?:\/\/\S+)$/gm

export function createSay(puppet: Sender): Say {
  return async function say(conversation, what) {
    if (typeof what === 'string') {
      await inTime(puppet.messageSendText(conversation, plainText(what)), TIMEOUT_MS)
      return
    }
    if (what.kind === 'file') {
      const { FileBox } = await import('file-box')
      const file = FileBox.fromBase64(Buffer.from(what.bytes).toString('base64'), what.name)
      await inTime(puppet.messageSendFile(conversation, file), TIMEOUT_MS)
      return
    }
    const { title, url } = what
    try {
      await inTime(puppet.messageSendUrl(conversation, { title, url }), TIMEOUT_MS)
    } catch {
      // Its address was said.
    }
  }
}

/** A reply as this platform says it. A picture named by a media id of WeChat's means nothing here. */
export function toOutgoing(body: ReplyBody): Outgoing[] {
  switch (body.kind) {
    case 'text':
      return [body.text, ...cardsIn(body.text)]
    case 'news':
      return body.articles.flatMap(({ title, url }) => toOutgoing({ kind: 'text', text: `${title}\n${url}` }))
    case 'image':
      return []
  }
}

function cardsIn(text: string): Outgoing[] {
  return [...text.matchAll(ADDRESS_LINE)].map(([, before = '', url = '']) => ({
    kind: 'card',
    title: before.replace(/[：，。]$/, ''),
    url,
  }))
}
