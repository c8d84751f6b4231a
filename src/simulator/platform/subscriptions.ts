import { z } from 'zod'
import { accept, type Outcome, refuse } from './answer.ts'
import { type Endpoints, withJson } from './endpoint.ts'
import type { Person } from './people.ts'
import type { NoticeParts } from './template-messages.ts'
import { contentOf, dataFault, exampleOf, NoticeData, shownFields, type Template } from './templates.ts'

const text = z.string().catch('')
const Message = z.object({ touser: text, template_id: text, page: text, data: NoticeData })
type Message = z.infer<typeof Message>

/** What a person answered for one template on the sheet. */
export type Choice = { template: string; accepted: boolean }

/** 1: a page with the open tag, 2: an article (wechat-platform §2.3). */
export type PopupScene = 1 | 2

/** Subscription notices (wechat-platform §5.2): bizsend, the listing, and what people agree to or take back. */
export function createSubscriptions(parts: NoticeParts) {
  const { people, events } = parts
  const templates = parts.templates.filter(({ kind }) => kind !== 'template')
  const endpoints: Endpoints = {
    '/cgi-bin/message/subscribe/bizsend': {
      method: 'POST',
      needs: 'subscription',
      run: withJson(Message, message => send({ ...parts, templates }, message)),
    },
    '/wxaapi/newtmpl/gettemplate': {
      method: 'GET',
      needs: 'subscription',
      run: () => accept({ data: templates.map(listed) }),
    },
  }
  return {
    endpoints,
    templates,

    /**
     * The sheet was answered: one more message for a one-time template, any number for a long-term one. `keep`: the same
     * goes for the next times, unasked.
     */
    choose(openid: string, choices: readonly Choice[], scene: PopupScene, keep = false): void {
      const person = people.known(openid)
      for (const { template, accepted } of choices) {
        const found = templates.find(({ id }) => id === template)
        if (found && accepted) agree(person, found)
        if (found && keep) person.kept.set(template, accepted)
      }
      events.add({ openid, body: { kind: 'subscription-popup', choices, scene } })
    },

    /** Switched off in WeChat's settings; only taking back is pushed. */
    switchOff(openid: string, template: string): void {
      const { subscriptions, kept } = people.known(openid)
      subscriptions.delete(template)
      kept.set(template, false)
      events.add({ openid, body: { kind: 'subscription-change', templates: [template] } })
    },

    /** Switched on again there: nothing is agreed to, but they are asked once more. Nothing is pushed. */
    switchOn: (openid: string, template: string): void => void people.known(openid).kept.delete(template),
  }
}

function listed(template: Template) {
  return {
    priTmplId: template.id,
    title: template.title,
    content: contentOf(template),
    example: exampleOf(template),
    type: template.kind === 'one-time' ? 2 : 3,
  }
}

function agree({ subscriptions }: Person, { id, kind }: Template): void {
  const { credits = 0 } = subscriptions.get(id) ?? {}
  subscriptions.set(
    id,
    kind === 'long-term' ? { credits: 0, lasting: true } : { credits: credits + 1, lasting: false },
  )
}

/** Who does not follow gets it, too, under 服务通知. */
function send(parts: NoticeParts, message: Message): Outcome {
  const { people, templates, events, newMessageId, show } = parts
  const person = people.find(message.touser)
  if (!person) return refuse(40003)
  const template = templates.find(({ id }) => id === message.template_id)
  if (!template) return refuse(40037)
  if (message.page && !/^https?:\/\//.test(message.page)) return refuse(41030)
  const fault = dataFault(template, message.data)
  if (fault) return fault
  if (!useUp(person, template.id)) return refuse(43101)

  const msgid = newMessageId()
  show(person.openid, {
    kind: 'notice',
    title: template.title,
    fields: shownFields(template, message.data),
    url: message.page || null,
  })
  events.add({
    openid: person.openid,
    body: { kind: 'subscription-sent', template: template.id, messageId: String(msgid) },
  })
  return accept({ msgid })
}

function useUp({ subscriptions }: Person, template: string): boolean {
  const held = subscriptions.get(template)
  if (!held) return false
  if (held.lasting) return true
  if (held.credits > 1) subscriptions.set(template, { ...held, credits: held.credits - 1 })
  else subscriptions.delete(template)
  return true
}
