import type { ReplyBody } from '../turn/reply.ts'
import { inTime } from './in-time.ts'
import type { Puppet } from './open-bot.ts'
import { plainText } from './plain-text.ts'

/** What can be said. A card or a document that the puppet cannot send goes as its words and its address. */
export type Outgoing =
  | string
  | { kind: 'card'; title: string; description: string; picUrl: string; url: string }
  | { kind: 'document'; name: string; bytes: Uint8Array; url: string }

/** Says one thing in a conversation. Rejects where the puppet cannot be reached. */
export type Say = (conversation: string, what: Outgoing) => Promise<void>

type Sender = Pick<Puppet, 'messageSendText' | 'messageSendUrl' | 'messageSendFile'>

const TIMEOUT_MS = 20_000

export function createSay(puppet: Sender): Say {
  async function sayText(conversation: string, text: string): Promise<void> {
    await inTime(puppet.messageSendText(conversation, plainText(text)), TIMEOUT_MS)
  }

  return async function say(conversation, what) {
    if (typeof what === 'string') return sayText(conversation, what)
    try {
      await inTime(send(puppet, conversation, what), TIMEOUT_MS)
    } catch {
      await sayText(conversation, `${what.kind === 'card' ? what.title : what.name}\n${what.url}`)
    }
  }
}

async function send(puppet: Sender, conversation: string, what: Exclude<Outgoing, string>): Promise<unknown> {
  if (what.kind === 'card') {
    const { title, description, picUrl, url } = what
    return puppet.messageSendUrl(conversation, { title, description, thumbnailUrl: picUrl, url })
  }
  const { FileBox } = await import('file-box')
  // Of the ways to hold bytes, the one that every puppet can pass on.
  const file = FileBox.fromBase64(Buffer.from(what.bytes).toString('base64'), what.name)
  return puppet.messageSendFile(conversation, file)
}

/** A reply as this platform says it. A picture named by a media id of WeChat's means nothing here. */
export function toOutgoing(body: ReplyBody): Outgoing[] {
  switch (body.kind) {
    case 'text':
      return [body.text]
    case 'news':
      return body.articles.map(article => ({ kind: 'card', ...article }))
    case 'image':
      return []
  }
}
