import type { Answer, Channel, Outgoing } from '../delivery/channel.ts'
import type { WechatApi } from './api/create-wechat-api.ts'

type SendName = 'sendCustomerService' | 'sendTemplate' | 'sendSubscription'
type Api = Pick<WechatApi, SendName | 'capabilities' | 'tellUnknown'>

/** WeChat's ways to a person: subscription and template messages at any time, chat while a window is open. */
export function createWechatChannel(api: Api): Channel {
  return {
    hasWindows: true,
    async abilities() {
      const { subscription, template, customerService } = await api.capabilities()
      return { subscription, template, chat: customerService }
    },
    send: ({ id }, what) => send(api, id, what),
    knowsNobody: api.tellUnknown,
  }
}

function send(api: Pick<WechatApi, SendName>, openid: string, what: Outgoing): Promise<Answer> {
  switch (what.rung) {
    case 'chat':
      return api.sendCustomerService(openid, what.text)
    case 'template':
      return api.sendTemplate({ openid, ...what })
    default:
      return api.sendSubscription({ openid, ...what })
  }
}
