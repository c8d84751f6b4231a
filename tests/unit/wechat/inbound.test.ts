import { describe, expect, test } from 'vitest'
import { toInbound } from '../../../src/wechat/inbound.ts'
import { readXml } from '../../../src/wechat/xml.ts'
import { ACCOUNT, eventOf, OPENID, pushOf, SENT } from './sample-parts.ts'
import { SAMPLES } from './samples.ts'

function inboundOf(xml: string) {
  return toInbound(readXml(xml))
}

test.each(SAMPLES)('$name becomes $body.kind', ({ xml, body }) => {
  const inbound = inboundOf(xml)
  expect(inbound.body).toEqual(body)
  expect(inbound.person).toEqual({ channel: 'wechat', account: ACCOUNT, id: OPENID })
  expect(inbound.at).toBe(SENT * 1000)
})

test('event names count in any case', () => {
  for (const { xml, body } of SAMPLES.filter(
    each => each.body.kind !== 'notice' || each.body.notice.kind !== 'other',
  )) {
    const shouted = xml.replace(/<Event><!\[CDATA\[(.*?)\]\]>/, (all, name: string) =>
      all.replace(name, name.toUpperCase()),
    )
    expect(inboundOf(shouted).body).toEqual(body)
  }
})

test('white space around CDATA and a prolog change nothing', () => {
  for (const { xml } of SAMPLES) {
    const spaced = `<?xml version="1.0"?>\n${xml.replaceAll('<![CDATA[', ' \n<![CDATA[').replaceAll(']]>', ']]> \n')}`
    expect(inboundOf(spaced)).toEqual(inboundOf(xml))
  }
})

describe('an injected field does not replace the real one', () => {
  const injected = ']]></Content><FromUserName><![CDATA[oVictim]]></FromUserName><Content><![CDATA['
  test('the first counts', () => {
    const { person, body } = inboundOf(
      pushOf('text', `<Content><![CDATA[hi${injected}]]></Content><MsgId>1</MsgId>`),
    )
    expect(person.id).toBe(OPENID)
    expect(body).toEqual({ kind: 'text', text: 'hi' })
  })
})

test.each(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'])('a push without %s is refused', name => {
  const xml = pushOf('text', '<Content>x</Content><MsgId>1</MsgId>').replaceAll(name, 'Other')
  expect(() => inboundOf(xml)).toThrow(expect.objectContaining({ code: 'request-bad' }))
})

test('a push whose time is no number is refused', () => {
  const xml = pushOf('text', '<MsgId>1</MsgId>').replace(String(SENT), 'soon')
  expect(() => inboundOf(xml)).toThrow(expect.objectContaining({ code: 'request-bad' }))
})

describe('dedupe key', () => {
  const text = pushOf('text', '<Content>x</Content><MsgId>7250021412600020993</MsgId>')
  const click = eventOf('CLICK', '<EventKey>menu</EventKey>')
  const sent = (id: string) =>
    eventOf(
      'subscribe_msg_sent_event',
      `<SubscribeMsgSentEvent><List><MsgID>${id}</MsgID></List></SubscribeMsgSentEvent>`,
    )
  const chosen = (id: string, status: string) =>
    eventOf(
      'subscribe_msg_popup_event',
      `<SubscribeMsgPopupEvent><List><TemplateId>${id}</TemplateId><SubscribeStatusString>${status}</SubscribeStatusString></List></SubscribeMsgPopupEvent>`,
    )

  test('names whom, who, which and when', () => {
    expect(inboundOf(text).key).toBe(`msg:${ACCOUNT}:${OPENID}:7250021412600020993:${SENT}`)
    expect(inboundOf(click).key).toBe(`evt:${ACCOUNT}:${OPENID}:${SENT}:click:menu:`)
  })

  test.each([
    ['another MsgId, one digit beyond 2^53', text, text.replace('020993', '020994')],
    ['another person', text, text.replace(OPENID, 'oOther')],
    ['another account', text, text.replace(ACCOUNT, 'gh_other')],
    ['another second', text, text.replace(String(SENT), String(SENT + 1))],
    ['another event in the same second', click, click.replace('CLICK', 'LOCATION')],
    ['another key in the same second', click, click.replace('menu', 'help')],
    [
      'another template job in the same second',
      eventOf('TEMPLATESENDJOBFINISH', '<MsgID>1</MsgID>'),
      eventOf('TEMPLATESENDJOBFINISH', '<MsgID>2</MsgID>'),
    ],
    ['another subscription message in the same second', sent('1'), sent('2')],
    ['consent to another template in the same second', chosen('1', 'accept'), chosen('2', 'accept')],
    ['another choice in the same second', chosen('1', 'accept'), chosen('1', 'reject')],
  ])('differs for %s', (_, one, other) => {
    expect(inboundOf(one).key).not.toBe(inboundOf(other).key)
    expect(inboundOf(one).key).toBe(inboundOf(one).key)
  })

  test('takes the other spelling of MsgId', () => {
    expect(inboundOf(text.replaceAll('MsgId', 'MsgID')).key).toBe(inboundOf(text).key)
  })
})
