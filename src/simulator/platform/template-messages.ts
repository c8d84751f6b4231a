import { z } from 'zod'
import type { Clock, Instant } from '../../lib/clock.ts'
import { accept, type Outcome, refuse } from './answer.ts'
import { type Endpoints, withJson } from './endpoint.ts'
import type { EventQueue } from './event-queue.ts'
import type { Incoming } from './incoming.ts'
import type { People } from './people.ts'
import { contentOf, dataFault, exampleOf, NoticeData, shownFields, type Template } from './templates.ts'

/** So long a client_msg_id is known again (wechat-platform §5.1). */
const REMEMBERED_MS = 600_000
const REMEMBERED = 100_000

const text = z.string().catch('')
const Message = z.object({
  touser: text,
  template_id: text,
  url: text,
  client_msg_id: text,
  data: NoticeData,
})
type Message = z.infer<typeof Message>

export type NoticeParts = {
  people: People
  templates: readonly Template[]
  clock: Clock
  events: EventQueue
  newMessageId: () => bigint
  show: (openid: string, incoming: Incoming) => void
}

/** Template messages (wechat-platform §5.1): what the send answers is not yet the result, which comes as an event. */
export function templateMessageEndpoints(parts: NoticeParts): Endpoints {
  const sent = createSentBefore(parts.clock)
  const templates = parts.templates.filter(({ kind }) => kind === 'template')
  return {
    '/cgi-bin/message/template/send': {
      method: 'POST',
      needs: 'template',
      daily: 100_000,
      run: withJson(Message, message => send({ ...parts, templates }, sent, message)),
    },
    '/cgi-bin/template/get_all_private_template': {
      method: 'GET',
      needs: 'template',
      run: () => ({ fields: { template_list: templates.map(listed) } }),
    },
  }
}

function listed(template: Template) {
  return {
    template_id: template.id,
    title: template.title,
    primary_industry: '',
    deputy_industry: '',
    content: contentOf(template),
    example: exampleOf(template),
  }
}

function send(parts: NoticeParts, sent: SentBefore, message: Message): Outcome {
  const { people, templates, events, newMessageId, show } = parts
  const person = people.find(message.touser)
  if (!person) return refuse(40003)
  const template = templates.find(({ id }) => id === message.template_id)
  if (!template) return refuse(40037)
  if (!person.follows) return refuse(43004)
  const fault = dataFault(template, message.data)
  if (fault) return fault

  const before = sent.find(message)
  const msgid = before ?? newMessageId()
  if (before === undefined) {
    sent.remember(message, msgid)
    if (person.templates === 'success')
      show(person.openid, {
        kind: 'notice',
        title: template.title,
        fields: shownFields(template, message.data),
        url: message.url || null,
      })
    events.add({
      openid: person.openid,
      body: { kind: 'template-finish', messageId: String(msgid), status: person.templates },
    })
  }
  return accept({ msgid })
}

type SentBefore = ReturnType<typeof createSentBefore>

/** What was sent lately under which client_msg_id: the same openid and id are sent once. */
function createSentBefore(clock: Clock) {
  const sent = new Map<string, { msgid: bigint; until: Instant }>()
  const keyOf = ({ touser, client_msg_id }: Message) => `${touser} ${client_msg_id}`
  return {
    find(message: Message): bigint | undefined {
      const found = message.client_msg_id ? sent.get(keyOf(message)) : undefined
      return found && clock.now() < found.until ? found.msgid : undefined
    },
    remember(message: Message, msgid: bigint): void {
      if (!message.client_msg_id) return
      const key = keyOf(message)
      sent.delete(key)
      sent.set(key, { msgid, until: clock.now() + REMEMBERED_MS })
      for (const [oldest, { until }] of sent) {
        if (sent.size <= REMEMBERED && clock.now() < until) break
        sent.delete(oldest)
      }
    },
  }
}
