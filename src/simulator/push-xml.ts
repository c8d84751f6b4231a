import { cdata } from '../wechat/xml.ts'
import { type PlatformEventBody, platformEventLines } from './platform-event-xml.ts'

/** One push of the platform, before it is sealed. A retry sends the same one again (wechat-platform §3.1). */
export type Push = {
  account: string
  openid: string
  /** Whole seconds of wall time. */
  createTime: number
  /** A decimal 64-bit number; events have none. */
  msgId: string
  body: PushBody
}

export type PushBody = PersonBody | PlatformEventBody

/** What a person does on the phone. */
export type PersonBody =
  | { kind: 'text'; text: string; menuId?: string | undefined }
  | { kind: 'image'; picUrl: string; mediaId?: string }
  | { kind: 'voice'; mediaId?: string }
  | { kind: 'video'; mediaId: string; thumbMediaId: string }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'link'; title: string; description: string; url: string }
  | { kind: 'sticker' }
  | { kind: 'click'; key: string }
  | { kind: 'view'; url: string }
  /** `code` is what was scanned to come here. */
  | { kind: 'follow'; code?: { scene: string; ticket: string } }
  | { kind: 'scan'; scene: string; ticket: string }
  | { kind: 'unfollow' }

/** WeChat cannot hand a sticker over and sends this text in its place (wechat-platform §2.2). */
const STICKER_TEXT = '【收到不支持的消息类型，暂无法显示】'

const MESSAGES = new Set(['text', 'image', 'voice', 'video', 'location', 'link', 'sticker'])

/** Whether it goes out as a message, with a MsgId; everything else is an event. */
export function isMessage(body: PushBody): boolean {
  return MESSAGES.has(body.kind)
}

/** The XML of a push, field by field as WeChat sends it (wechat-platform §2.2, §2.3). */
export function pushXml(push: Push): string {
  const lines = [
    `<ToUserName>${cdata(push.account)}</ToUserName>`,
    `<FromUserName>${cdata(push.openid)}</FromUserName>`,
    `<CreateTime>${push.createTime}</CreateTime>`,
    ...bodyLines(push),
  ]
  if (isMessage(push.body)) lines.push(`<MsgId>${push.msgId}</MsgId>`)
  return `<xml>${lines.join('\n')}</xml>`
}

function bodyLines({ body, msgId }: Push): string[] {
  switch (body.kind) {
    case 'text':
      return [
        ...message('text', { Content: body.text }),
        // Lower case and outside CDATA, as WeChat has it; the schema lets only letters and digits through.
        ...(body.menuId ? [`<bizmsgmenuid>${body.menuId}</bizmsgmenuid>`] : []),
      ]
    case 'image':
      return message('image', { PicUrl: body.picUrl, MediaId: body.mediaId ?? madeUp(msgId) })
    case 'voice':
      // Recognition is left out: Tencent has wound the service down.
      return message('voice', { MediaId: body.mediaId ?? madeUp(msgId), Format: 'amr' })
    case 'video':
      return message('video', { MediaId: body.mediaId, ThumbMediaId: body.thumbMediaId })
    case 'link':
      return message('link', { Title: body.title, Description: body.description, Url: body.url })
    case 'sticker':
      return message('text', { Content: STICKER_TEXT })
    case 'location':
      return locationLines(body)
    case 'click':
      return message('event', { Event: 'CLICK', EventKey: body.key })
    case 'view':
      return message('event', { Event: 'VIEW', EventKey: body.url })
    case 'follow':
      return message('event', { Event: 'subscribe', ...followedBy(body.code) })
    case 'scan':
      return message('event', { Event: 'SCAN', EventKey: body.scene, Ticket: body.ticket })
    case 'unfollow':
      return message('event', { Event: 'unsubscribe', EventKey: '' })
    default:
      return platformEventLines(body)
  }
}

function followedBy(code?: { scene: string; ticket: string }): Record<string, string> {
  return code ? { EventKey: `qrscene_${code.scene}`, Ticket: code.ticket } : { EventKey: '' }
}

function message(type: string, fields: Record<string, string>): string[] {
  return Object.entries({ MsgType: type, ...fields }).map(
    ([name, text]) => `<${name}>${cdata(text)}</${name}>`,
  )
}

/** X is the latitude. */
function locationLines(body: { latitude: number; longitude: number; label: string }): string[] {
  return [
    `<MsgType>${cdata('location')}</MsgType>`,
    `<Location_X>${body.latitude.toFixed(6)}</Location_X>`,
    `<Location_Y>${body.longitude.toFixed(6)}</Location_Y>`,
    '<Scale>15</Scale>',
    `<Label>${cdata(body.label)}</Label>`,
  ]
}

/** For a push whose media nobody will fetch. */
function madeUp(msgId: string): string {
  return `simulated-${msgId}`
}
