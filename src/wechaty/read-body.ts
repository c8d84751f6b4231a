import type { payloads } from 'wechaty'
import type { InboundBody } from '../turn/inbound.ts'
import { mediumOf, photoOf } from './fetch-medium.ts'
import type { WechatyPackage } from './load-wechaty.ts'
import type { Puppet } from './open-bot.ts'

/** Longer than any answer may be; a messenger may hand over a book. */
const MAX_TEXT = 10_000

/** What a message says, in neutral words; null for what the platform itself writes into the chat. */
export function createReadBody(puppet: Puppet, { Message }: WechatyPackage['types']) {
  return async function readBody({
    id,
    type,
    text = '',
    filename = '',
  }: payloads.Message): Promise<InboundBody | null> {
    switch (type) {
      case Message.Text:
        return { kind: 'text', text: text.slice(0, MAX_TEXT) }
      case Message.Image:
        return { kind: 'image', mediaId: id, url: '', bring: photoOf(puppet, id) }
      case Message.Audio:
        return { kind: 'voice', mediaId: id, format: '', bring: mediumOf(puppet, id) }
      case Message.Video:
        return { kind: 'video', mediaId: id, thumbId: '', short: false, bring: mediumOf(puppet, id) }
      case Message.Location:
        return readLocation(puppet, id)
      case Message.Url:
        return readLink(puppet, id)
      case Message.MiniProgram:
        return readMiniProgram(puppet, id)
      case Message.Attachment:
        return { kind: 'file', title: filename }
      case Message.Contact:
        return { kind: 'contact' }
      // Status lines and notices of puppets come without a type of their own.
      case Message.Unknown:
        return null
      default:
        return { kind: 'unsupported', what: `${Message[type]}`.toLowerCase() }
    }
  }
}

async function readLocation(puppet: Puppet, id: string): Promise<InboundBody> {
  const { latitude, longitude, name, address } = await puppet.messageLocation(id)
  return { kind: 'location', latitude, longitude, label: name || address }
}

async function readLink(puppet: Puppet, id: string): Promise<InboundBody> {
  const { title, description = '', url } = await puppet.messageUrl(id)
  return { kind: 'link', title, description, url }
}

async function readMiniProgram(puppet: Puppet, id: string): Promise<InboundBody> {
  const { title = '', appid = '', pagePath = '' } = await puppet.messageMiniProgram(id)
  return { kind: 'mini-program', title, appId: appid, path: pagePath }
}
