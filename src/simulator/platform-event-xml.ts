import { cdata } from '../wechat/xml.ts'

/** What the platform itself reports about a person. */
export type PlatformEventBody =
  | { kind: 'template-finish'; messageId: string; status: string }
  | {
      kind: 'subscription-popup'
      choices: readonly { template: string; accepted: boolean }[]
      /** 1: a page, 2: an article. */
      scene: 1 | 2
    }
  | { kind: 'subscription-change'; templates: readonly string[] }
  | { kind: 'subscription-sent'; template: string; messageId: string }

/** Fields and wrappers as in the official samples (wechat-platform §2.3): ids and codes stand outside CDATA. */
export function platformEventLines(body: PlatformEventBody): string[] {
  switch (body.kind) {
    case 'template-finish':
      return [
        ...event('TEMPLATESENDJOBFINISH'),
        `<MsgID>${body.messageId}</MsgID>`,
        `<Status>${cdata(body.status)}</Status>`,
      ]
    case 'subscription-popup':
      return wrapped(
        'subscribe_msg_popup_event',
        'SubscribeMsgPopupEvent',
        body.choices.map(({ template, accepted }) => [
          ...status(template, accepted ? 'accept' : 'reject'),
          `<PopupScene>${body.scene}</PopupScene>`,
        ]),
      )
    case 'subscription-change':
      return wrapped(
        'subscribe_msg_change_event',
        'SubscribeMsgChangeEvent',
        body.templates.map(template => status(template, 'reject')),
      )
    case 'subscription-sent':
      return wrapped('subscribe_msg_sent_event', 'SubscribeMsgSentEvent', [
        [
          `<TemplateId>${cdata(body.template)}</TemplateId>`,
          `<MsgID>${body.messageId}</MsgID>`,
          '<ErrorCode>0</ErrorCode>',
          `<ErrorStatus>${cdata('success')}</ErrorStatus>`,
        ],
      ])
  }
}

function event(name: string): string[] {
  return [`<MsgType>${cdata('event')}</MsgType>`, `<Event>${cdata(name)}</Event>`]
}

function wrapped(name: string, wrapper: string, lists: string[][]): string[] {
  const inner = lists.map(lines => `<List>${lines.join('')}</List>`)
  return [...event(name), `<${wrapper}>${inner.join('')}</${wrapper}>`]
}

function status(template: string, word: 'accept' | 'reject'): string[] {
  return [
    `<TemplateId>${cdata(template)}</TemplateId>`,
    `<SubscribeStatusString>${cdata(word)}</SubscribeStatusString>`,
  ]
}
