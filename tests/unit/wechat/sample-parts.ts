import type { InboundBody } from '../../../src/turn/inbound.ts'

/** One push and what it becomes. */
export type Sample = { name: string; xml: string; body: InboundBody }

export const ACCOUNT = 'gh_0a1b2c3d4e5f'
export const OPENID = 'oAnpei-Sample_0123456789abcd'
export const SENT = 1_646_100_000

/** One push in the order WeChat writes it; `fields` come after MsgType. */
export function pushOf(type: string, fields: string): string {
  return `<xml>
  <ToUserName><![CDATA[${ACCOUNT}]]></ToUserName>
  <FromUserName><![CDATA[${OPENID}]]></FromUserName>
  <CreateTime>${SENT}</CreateTime>
  <MsgType><![CDATA[${type}]]></MsgType>
  ${fields}
</xml>`
}

export function eventOf(name: string, fields = ''): string {
  return pushOf('event', `<Event><![CDATA[${name}]]></Event>${fields}`)
}

const MSG_ID = '<MsgId>7250021412600020993</MsgId>'

export function message(name: string, type: string, fields: string, body: InboundBody): Sample {
  return { name, xml: pushOf(type, fields + MSG_ID), body }
}

export function event(name: string, fields: string, body: InboundBody): Sample {
  return { name, xml: eventOf(name, fields), body }
}

export function notice(
  name: string,
  fields: string,
  what: Extract<InboundBody, { kind: 'notice' }>['notice'],
): Sample {
  return event(name, fields, { kind: 'notice', notice: what })
}
