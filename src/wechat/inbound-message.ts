import type { InboundBody } from '../turn/inbound.ts'
import { toNumber } from './number.ts'
import { text, type XmlNode } from './xml.ts'

/** What WeChat sends in the place of animated stickers and of kinds it cannot hand over (wechat-platform §2.2). */
const NOT_HANDED_OVER = '【收到不支持的消息类型，暂无法显示】'

/** A message of a person (wechat-platform §2.2); a type this list does not have is `unsupported`. */
export function toMessageBody(xml: XmlNode, type: string): InboundBody {
  const field = (name: string) => text(xml, name)
  switch (type) {
    case 'text':
      return toText(xml)
    case 'image':
      return { kind: 'image', mediaId: field('MediaId'), url: field('PicUrl') }
    case 'voice':
      return toVoice(xml)
    case 'video':
    case 'shortvideo':
      return {
        kind: 'video',
        mediaId: field('MediaId'),
        thumbId: field('ThumbMediaId'),
        short: type === 'shortvideo',
      }
    case 'location':
      return toLocation(xml)
    case 'link':
      return { kind: 'link', title: field('Title'), description: field('Description'), url: field('Url') }
    case 'miniprogrampage':
      return { kind: 'mini-program', title: field('Title'), appId: field('AppId'), path: field('PagePath') }
    case 'file':
      return { kind: 'file', title: field('Title') }
    default:
      return { kind: 'unsupported', what: type }
  }
}

function toText(xml: XmlNode): InboundBody {
  const words = text(xml, 'Content')
  if (words === NOT_HANDED_OVER) return { kind: 'unsupported', what: 'sticker' }
  const menuId = text(xml, 'bizmsgmenuid')
  return { kind: 'text', text: words, ...(menuId && { menuId }) }
}

function toVoice(xml: XmlNode): InboundBody {
  const recognition = text(xml, 'Recognition')
  return {
    kind: 'voice',
    mediaId: text(xml, 'MediaId'),
    format: text(xml, 'Format'),
    ...(recognition && { recognition }),
  }
}

/** X is the latitude, Y the longitude. */
function toLocation(xml: XmlNode): InboundBody {
  const latitude = toNumber(text(xml, 'Location_X'))
  const longitude = toNumber(text(xml, 'Location_Y'))
  if (latitude === null || longitude === null) return { kind: 'unsupported', what: 'location' }
  return { kind: 'location', latitude, longitude, label: text(xml, 'Label') }
}
