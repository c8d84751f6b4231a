import { AppError } from '../errors.ts'
import { type AesKey, decrypt } from '../wechat/cipher.ts'
import { sameSignature, sign } from '../wechat/signature.ts'
import { child, children, readXml, text, type XmlNode } from '../wechat/xml.ts'
import { isMessage, type Push } from './push-xml.ts'
import type { Credentials } from './seal-push.ts'

export type Article = { title: string; description: string; picUrl: string; url: string }

/** What the phone shows. A fault is WeChat's own grey notice; what else there is comes from the account. */
export type Bubble =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string }
  | { kind: 'news'; articles: Article[] }
  | { kind: 'fault' }

/** Why an answer is none; the wire pane puts it in words. */
export type Fault =
  | 'late'
  | 'unreachable'
  | 'status'
  | 'malformed'
  | 'not-encrypted'
  | 'signature'
  | 'undecipherable'
  | 'addressee'
  | 'incomplete'
  | 'unknown-type'
  | 'too-long'

/** `open` is the reply as the platform reads it, after decryption. */
export type Reading =
  | { outcome: 'message'; open: string; bubbles: Bubble[] }
  | { outcome: 'silence'; open: string }
  | { outcome: 'fault'; open: string; fault: Fault }

/** UTF-8 bytes; measured by the community, the official page is silent (wechat-platform §3.4). */
const TEXT_BYTES = 2048

/** Judges the body of a 200 as WeChat does (wechat-platform §1.6, §3). */
export function readReply(body: string, credentials: Credentials, push: Push): Reading {
  if (body === '' || body === 'success') return { outcome: 'silence', open: body }
  const opened = openReply(body, credentials)
  if ('fault' in opened) return { outcome: 'fault', open: '', fault: opened.fault }
  const bubble = readMessage(opened.xml, push)
  if (typeof bubble === 'string') return { outcome: 'fault', open: opened.xml, fault: bubble }
  return { outcome: 'message', open: opened.xml, bubbles: [bubble] }
}

function openReply(body: string, { appId, token, key }: Credentials): { xml: string } | { fault: Fault } {
  if (!key) return { xml: body }
  const envelope = tryRead(body)
  if (!envelope) return { fault: 'malformed' }
  const encrypted = text(envelope, 'Encrypt')
  if (!encrypted) return { fault: 'not-encrypted' }

  const expected = sign(token, text(envelope, 'TimeStamp'), text(envelope, 'Nonce'), encrypted)
  if (!sameSignature(text(envelope, 'MsgSignature'), expected)) return { fault: 'signature' }
  const opened = tryDecrypt(key, encrypted)
  return opened?.appId === appId ? { xml: opened.xml } : { fault: 'undecipherable' }
}

function readMessage(xml: string, push: Push): Bubble | Fault {
  const root = tryRead(xml)
  if (root?.name !== 'xml') return 'malformed'
  if (text(root, 'ToUserName') !== push.openid || text(root, 'FromUserName') !== push.account)
    return 'addressee'
  if (!/^\d+$/.test(text(root, 'CreateTime'))) return 'incomplete'
  switch (text(root, 'MsgType')) {
    case 'text':
      return readText(text(root, 'Content'))
    case 'image':
      return readImage(text(child(root, 'Image'), 'MediaId'))
    case 'news':
      return readNews(root, !isMessage(push.body))
    default:
      return 'unknown-type'
  }
}

/** An empty Content is a faulty message, not silence (wechat-platform §3.1). */
function readText(content: string): Bubble | Fault {
  if (content === '') return 'incomplete'
  return Buffer.byteLength(content) > TEXT_BYTES ? 'too-long' : { kind: 'text', text: content }
}

function readImage(mediaId: string): Bubble | Fault {
  return mediaId ? { kind: 'image', mediaId } : 'incomplete'
}

/** Eight articles may answer an event, one a message; WeChat drops the rest in silence (wechat-platform §3.3). */
function readNews(root: XmlNode, toEvent: boolean): Bubble | Fault {
  const articles = children(child(root, 'Articles'), 'item').map(item => ({
    title: text(item, 'Title'),
    description: text(item, 'Description'),
    picUrl: text(item, 'PicUrl'),
    url: text(item, 'Url'),
  }))
  if (articles.length === 0) return 'incomplete'
  return { kind: 'news', articles: articles.slice(0, toEvent ? 8 : 1) }
}

function tryRead(xml: string): XmlNode | null {
  try {
    return readXml(xml)
  } catch (thrown) {
    if (thrown instanceof AppError) return null
    throw thrown
  }
}

/** OpenSSL has errors of its own for what is not this key's, so every one counts. */
function tryDecrypt(key: AesKey, encrypted: string): ReturnType<typeof decrypt> | null {
  try {
    return decrypt(key, encrypted)
  } catch {
    return null
  }
}
