import { z } from 'zod'
import type { Clock } from '../../lib/clock.ts'
import { spent } from './allowances.ts'
import { accept, type Outcome, refuse } from './answer.ts'
import { type Endpoints, withJson, withRawJson } from './endpoint.ts'
import type { ErrorCode } from './error-codes.ts'
import type { Incoming } from './incoming.ts'
import type { MediaStore } from './media-store.ts'
import type { People } from './people.ts'

/** UTF-8 bytes of a text; measured by the community, the official page is silent (wechat-platform §3.4). */
const TEXT_BYTES = 2048
const TYPING_AFTER_MS = 30_000
const TYPING_SHOWN_MS = 15_000

const text = z.string().catch('')
const Message = z.object({
  touser: text,
  msgtype: text,
  text: z.object({ content: text }).optional().catch(undefined),
  image: z.object({ media_id: text }).optional().catch(undefined),
  news: z
    .object({
      articles: z.array(z.object({ title: text, description: text, url: text, picurl: text })).catch([]),
    })
    .optional()
    .catch(undefined),
  msgmenu: z
    .object({
      head_content: text,
      list: z.array(z.object({ id: z.coerce.string(), content: text })).catch([]),
      tail_content: text,
    })
    .optional()
    .catch(undefined),
})
type Message = z.infer<typeof Message>

export type CustomerServiceParts = {
  people: People
  media: MediaStore
  clock: Clock
  show: (openid: string, incoming: Incoming) => void
  showTyping: (openid: string, isOn: boolean) => void
}

/** Customer-service messages and the typing sign (wechat-platform §4). Of the message types: text, image, news, msgmenu. */
export function customerServiceEndpoints(parts: CustomerServiceParts): Endpoints {
  return {
    '/cgi-bin/message/custom/send': {
      method: 'POST',
      needs: 'customer-service',
      daily: 500_000,
      run: withRawJson(Message, message => send(parts, message)),
    },
    '/cgi-bin/message/custom/typing': {
      method: 'POST',
      needs: 'customer-service',
      run: withJson(z.object({ touser: text, command: text }), ({ touser, command }) =>
        setTyping(parts, touser, command),
      ),
    },
  }
}

function send({ people, media, clock, show }: CustomerServiceParts, message: Message): Outcome {
  const person = people.find(message.touser)
  if (!person) return refuse(40003)
  const incoming = toIncoming(message, media)
  if (typeof incoming === 'number') return refuse(incoming)
  if (!person.follows) return refuse(43004)
  const allowances = spent(person.allowances, clock.now())
  if (typeof allowances === 'number') return refuse(allowances)
  person.allowances = allowances
  show(person.openid, incoming)
  return accept()
}

function toIncoming(
  { msgtype, text, image, news, msgmenu }: Message,
  media: MediaStore,
): Incoming | ErrorCode {
  switch (msgtype) {
    case 'text':
      if (!text?.content) return 44004
      return Buffer.byteLength(text.content) > TEXT_BYTES ? 45002 : { kind: 'text', text: text.content }
    case 'image':
      return image && media.find(image.media_id) ? { kind: 'image', mediaId: image.media_id } : 40007
    case 'news':
      if (news?.articles.length !== 1) return 45008
      return {
        kind: 'news',
        articles: news.articles.map(({ picurl, ...article }) => ({ ...article, picUrl: picurl })),
      }
    case 'msgmenu':
      if (!msgmenu?.list.length) return 44004
      return {
        kind: 'menu',
        head: msgmenu.head_content,
        items: msgmenu.list,
        tail: msgmenu.tail_content,
      }
    default:
      return 40008
  }
}

function setTyping(
  { people, clock, showTyping }: CustomerServiceParts,
  openid: string,
  command: string,
): Outcome {
  if (command !== 'Typing' && command !== 'CancelTyping') return refuse(45072)
  const person = people.find(openid)
  if (!person) return refuse(40003)
  const now = clock.now()
  const isOn = command === 'Typing'
  if (isOn && (person.heardAt === null || now - person.heardAt > TYPING_AFTER_MS)) return refuse(45080)
  if (isOn && now < person.typingUntil) return refuse(45081)
  person.typingUntil = isOn ? now + TYPING_SHOWN_MS : 0
  showTyping(openid, isOn)
  return accept()
}
