import type { ApiFailure } from './failures.ts'

/** What is wrong and what to do, for whoever runs the server; it may be shown in a terminal or stand in the log. */
export function remedyOf(failure: ApiFailure): string {
  const say = BY_CODE[failure.errcode] ?? BY_KIND[failure.kind]
  return say?.(failure) ?? `WeChat answered ${failure.errcode} to ${failure.path}${ridOf(failure)}`
}

type Words = (failure: ApiFailure) => string

const CONSOLE = 'in the WeChat console (设置与开发 > 基本配置)'

const confirmAddress: Words = ({ hints: { ip } }) =>
  `an administrator of the account must confirm calls from ${ip ?? 'this server'} on their phone, or was asked and refused: ask them, then wait an hour`

const BY_CODE: Readonly<Record<number, Words>> = {
  40001: () =>
    `WECHAT_APP_SECRET is wrong: compare it with the AppSecret ${CONSOLE}; after a reset only the new one holds`,
  40125: () =>
    `WECHAT_APP_SECRET is wrong: compare it with the AppSecret ${CONSOLE}; after a reset only the new one holds`,
  40003: () =>
    `WeChat knew none of several people who were to be told something: WECHAT_APP_ID must be the AppID of the account that they follow, ${CONSOLE}`,
  40013: () => `WECHAT_APP_ID is wrong: compare it with the AppID ${CONSOLE}`,
  41002: () => `WECHAT_APP_ID is missing: set it to the AppID ${CONSOLE}`,
  41004: () => `WECHAT_APP_SECRET is missing: set it to the AppSecret ${CONSOLE}`,
  40243: () => `the AppSecret is frozen: unfreeze it ${CONSOLE}`,
  89501: confirmAddress,
  89503: confirmAddress,
  89506: confirmAddress,
  89507: confirmAddress,
  43107: () => 'sending subscription messages is banned: see 通知中心 in the WeChat console',
  43116: () =>
    'this message template is banned: see 通知中心 in the WeChat console, and choose another template',
  48004: ({ path }) => `${path} is banned for the account: see 通知中心 in the WeChat console`,
  48006: () => 'the quotas of this month cannot be cleared any more (10 times a month)',
}

const BY_KIND: Partial<Record<ApiFailure['kind'], Words>> = {
  ip: ({ hints: { ip } }) =>
    `WeChat takes no calls from ${ip ?? 'this server’s address'}: add it to IP白名单 ${CONSOLE}; it counts within minutes`,
  quota: ({ path }) =>
    `the day’s quota of ${path} is used up: it is left alone until midnight; npm run wechat shows quotas`,
  unauthorized: ({ path }) =>
    `the account may not call ${path}: see which functions it has in 接口权限 in the WeChat console; the assistant does without`,
  restricted: () => 'WeChat has restricted the account: see 通知中心 in the WeChat console',
  away: () => 'api.weixin.qq.com does not answer: see whether this server reaches it, and WECHAT_API_BASE',
  busy: () => 'WeChat is busy: try again in some minutes',
  'too-frequent': () => 'too many calls in a minute: try again in some minutes',
  token: () => 'WeChat does not take the access_token it has just given: try again in some minutes',
}

function ridOf({ hints: { rid } }: ApiFailure): string {
  return rid ? ` (rid ${rid}: its diagnosis tool says more)` : ''
}
