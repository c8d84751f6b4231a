import type { Config } from './config.ts'
import type { Clock } from './lib/clock.ts'
import type { Log } from './lib/logger.ts'
import type { Random } from './lib/random.ts'
import type { SharedValues } from './lib/shared-values.ts'
import { createSeal } from './storage/seal.ts'
import { createWechatApi, type WechatApi } from './wechat/api/create-wechat-api.ts'
import { hostsAt } from './wechat/api/hosts.ts'
import type { Tell } from './wechat/api/tell.ts'

type Parts = { values: SharedValues; clock: Clock; random: Random; log: Log; tell: Tell }

/** The API of the configured account; in the simulator its stand-in for WeChat, which is served at `origin`. */
export function openWechatApi(config: Config, origin: () => string, parts: Parts): WechatApi {
  const { appId, secret, apiBase } = config.wechat
  const seal = createSeal(config.dataKey, parts.random)
  const account = { ...parts, appId, secret, seal }
  if (!config.simulated) return createWechatApi({ ...account, base: () => apiBase.replace(/\/+$/, '') })
  const base = () => `${origin()}/simulator/weixin`
  return createWechatApi({ ...account, base, hosts: () => hostsAt(base()) })
}
