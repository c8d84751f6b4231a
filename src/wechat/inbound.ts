import { AppError } from '../errors.ts'
import type { Inbound, InboundBody } from '../turn/inbound.ts'
import type { Notice } from '../turn/notice.ts'
import { toEventBody } from './inbound-event.ts'
import { toMessageBody } from './inbound-message.ts'
import { otherNotice } from './inbound-notice.ts'
import { toNumber } from './number.ts'
import { children, text, type XmlNode } from './xml.ts'

/** One push in neutral words. Throws `request-bad` where it does not say who, when and what. */
export function toInbound(xml: XmlNode): Inbound {
  const account = text(xml, 'ToUserName')
  const id = text(xml, 'FromUserName')
  const type = text(xml, 'MsgType').toLowerCase()
  const seconds = toNumber(text(xml, 'CreateTime'))
  if (!account || !id || !type || seconds === null) throw new AppError('request-bad', 'an incomplete push')
  return {
    key: dedupeKey(xml, type),
    person: { channel: 'wechat', account, id },
    at: seconds * 1000,
    body: toBody(xml, type),
  }
}

function toBody(xml: XmlNode, type: string): InboundBody {
  if (type === 'event') return toEventBody(xml)
  if (type.startsWith('device_')) return { kind: 'notice', notice: deviceNotice(xml, type) }
  return toMessageBody(xml, type)
}

/** Devices bound to the account push in types of their own (`device_event` with an Event); no person waits for an answer. */
function deviceNotice(xml: XmlNode, type: string): Notice {
  return otherNotice([type, text(xml, 'Event')].join(' ').trimEnd(), xml)
}

/** Neither MsgId nor second is enough alone: the one repeats across people, the other within one's events (§3.2). */
function dedupeKey(xml: XmlNode, type: string): string {
  const [to, from, at] = [text(xml, 'ToUserName'), text(xml, 'FromUserName'), text(xml, 'CreateTime')]
  const id = text(xml, 'MsgId') || text(xml, 'MsgID')
  if (type !== 'event') return ['msg', to, from, id, at].join(':')
  const event = text(xml, 'Event').toLowerCase()
  return ['evt', to, from, at, event, text(xml, 'EventKey'), id || idsWithin(xml)].join(':')
}

/** What a subscription event is about stands inside it; several may come in one second. */
function idsWithin(xml: XmlNode): string {
  const lists = xml.children.flatMap(each => children(each, 'List'))
  return lists.map(each => IDS.map(name => text(each, name)).join('/')).join()
}

const IDS = ['TemplateId', 'SubscribeStatusString', 'MsgID']
