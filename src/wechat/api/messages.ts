import { ApiFailure } from './failures.ts'
import { fitData, type MessageData } from './fit-data.ts'
import type { Send, SendResult } from './send.ts'

export type TemplateMessage = {
  openid: string
  templateId: string
  /** Opens where the message is tapped. */
  url?: string
  data: MessageData
  /** WeChat sends one message per person and id within about ten minutes (wechat-platform §5.1). */
  clientMsgId: string
}

export type SubscriptionMessage = { openid: string; templateId: string; page?: string; data: MessageData }

export type Messages = {
  /** A text to a person whose window is open; WeChat gives it no id. Longer than one message it is refused: split it before. */
  sendCustomerService(openid: string, text: string): Promise<SendResult>
  sendTemplate(message: TemplateMessage): Promise<SendResult>
  /** Spends the person's consent where that was for one message. */
  sendSubscription(message: SubscriptionMessage): Promise<SendResult>
}

const CUSTOMER_SERVICE = '/cgi-bin/message/custom/send'
const TEMPLATE = '/cgi-bin/message/template/send'
const SUBSCRIPTION = '/cgi-bin/message/subscribe/bizsend'

/** Measured, not documented (wechat-platform §3.4). */
const MAX_BYTES = 2048
const TOO_LONG = 45_002

export function createMessages(send: Send): Messages {
  return {
    sendCustomerService: (openid, text) =>
      send(CUSTOMER_SERVICE, () => {
        if (Buffer.byteLength(text) > MAX_BYTES) throw new ApiFailure(TOO_LONG, CUSTOMER_SERVICE)
        return { touser: openid, msgtype: 'text', text: { content: text } }
      }),
    sendTemplate: ({ openid, templateId, url, data, clientMsgId }) =>
      send(TEMPLATE, () => ({
        touser: openid,
        template_id: templateId,
        url,
        client_msg_id: clientMsgId,
        data: fitData(data, TEMPLATE),
      })),
    sendSubscription: ({ openid, templateId, page, data }) =>
      send(SUBSCRIPTION, () => ({
        touser: openid,
        template_id: templateId,
        page,
        data: fitData(data, SUBSCRIPTION),
      })),
  }
}
