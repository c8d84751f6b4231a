import type { Answer, Channel, Outgoing } from '../delivery/channel.ts'
import type { WechatApi } from './api/create-wechat-api.ts'

type Api = Pick<WechatApi, 'capabilities' | 'sendCustomerService' | 'sendTemplate' | 'sendSubscription'>

/** WeChat's ways to a person: subscription and template messages at any time, chat while a window is open. */
export function createWechatChannel(api: Api): Channel {
  return {
    hasWindows: true,
    async abilities() {
      const { subscription, template, customerService } = await api.capabilities()
      return { subscription, template, chat: customerService }
    },
    send: ({ id }, what) => send(api, id, what),
  }
}

function send(api: Api, openid: string, what: Outgoing): Promise<Answer> {
  switch (what.rung) {
    case 'chat':
      return api.sendCustomerService(openid, what.text)
    case 'template':
      return api.sendTemplate({ openid, ...what })
    default:
      return api.sendSubscription({ openid, ...what })
  }
}
