import { expect, test } from 'vitest'
import { type PushBody, pushXml } from '../../../src/simulator/push-xml.ts'
import { toInbound } from '../../../src/wechat/inbound.ts'
import { child, readXml } from '../../../src/wechat/xml.ts'

/** The fields that this kind adds to the ones every push has. */
function ownFields(body: PushBody): Record<string, string> {
  const push = { account: 'gh_1', openid: 'oA', createTime: 1700000000, msgId: '7301444403200000001', body }
  const root = readXml(pushXml(push))
  expect(['ToUserName', 'FromUserName', 'CreateTime'].map(name => child(root, name).text)).toEqual([
    'gh_1',
    'oA',
    '1700000000',
  ])
  return Object.fromEntries(root.children.slice(3).map(({ name, text }) => [name, text]))
}

const MsgId = '7301444403200000001'

test.each<[PushBody, Record<string, string>]>([
  [
    { kind: 'text', text: ' 00123 ]]> \n好' },
    { MsgType: 'text', Content: ' 00123 ]]> \n好', MsgId },
  ],
  [
    { kind: 'text', text: '依据', menuId: '9' },
    { MsgType: 'text', Content: '依据', bizmsgmenuid: '9', MsgId },
  ],
  [
    { kind: 'image', picUrl: 'http://localhost/p' },
    { MsgType: 'image', PicUrl: 'http://localhost/p', MediaId: `simulated-${MsgId}`, MsgId },
  ],
  [{ kind: 'voice' }, { MsgType: 'voice', MediaId: `simulated-${MsgId}`, Format: 'amr', MsgId }],
  [
    { kind: 'image', picUrl: 'http://localhost/p', mediaId: 'm1' },
    { MsgType: 'image', PicUrl: 'http://localhost/p', MediaId: 'm1', MsgId },
  ],
  [
    { kind: 'voice', mediaId: 'm2' },
    { MsgType: 'voice', MediaId: 'm2', Format: 'amr', MsgId },
  ],
  [
    { kind: 'video', mediaId: 'm3', thumbMediaId: 'm4' },
    { MsgType: 'video', MediaId: 'm3', ThumbMediaId: 'm4', MsgId },
  ],
  [
    { kind: 'link', title: '公告', description: '全文', url: 'https://example.com/' },
    { MsgType: 'link', Title: '公告', Description: '全文', Url: 'https://example.com/', MsgId },
  ],
  [{ kind: 'sticker' }, { MsgType: 'text', Content: '【收到不支持的消息类型，暂无法显示】', MsgId }],
  [
    { kind: 'location', latitude: 25.4431, longitude: 119.0103, label: '示例路' },
    {
      MsgType: 'location',
      Location_X: '25.443100',
      Location_Y: '119.010300',
      Scale: '15',
      Label: '示例路',
      MsgId,
    },
  ],
  [
    { kind: 'click', key: 'self-check' },
    { MsgType: 'event', Event: 'CLICK', EventKey: 'self-check' },
  ],
  [
    { kind: 'view', url: 'https://cx.mem.gov.cn/' },
    { MsgType: 'event', Event: 'VIEW', EventKey: 'https://cx.mem.gov.cn/' },
  ],
  [{ kind: 'follow' }, { MsgType: 'event', Event: 'subscribe', EventKey: '' }],
  [
    { kind: 'follow', code: { scene: 'unit-1', ticket: 'gQ1' } },
    { MsgType: 'event', Event: 'subscribe', EventKey: 'qrscene_unit-1', Ticket: 'gQ1' },
  ],
  [
    { kind: 'scan', scene: 'unit-1', ticket: 'gQ1' },
    { MsgType: 'event', Event: 'SCAN', EventKey: 'unit-1', Ticket: 'gQ1' },
  ],
  [
    { kind: 'template-finish', messageId: '3557254367693750277', status: 'failed:user block' },
    {
      MsgType: 'event',
      Event: 'TEMPLATESENDJOBFINISH',
      MsgID: '3557254367693750277',
      Status: 'failed:user block',
    },
  ],
  [{ kind: 'unfollow' }, { MsgType: 'event', Event: 'unsubscribe', EventKey: '' }],
])('%j', (body, fields) => {
  expect(ownFields(body)).toEqual(fields)
})

/** What the product makes of an event that the platform reports. */
function noticeOf(body: PushBody) {
  const push = { account: 'gh_1', openid: 'oA', createTime: 1700000000, msgId: '1', body }
  return toInbound(readXml(pushXml(push))).body
}

test('what was chosen on the sheet, switched off and sent is read as such', () => {
  const choices = [
    { template: 'T1', accepted: true },
    { template: 'T2', accepted: false },
  ]
  expect(noticeOf({ kind: 'subscription-popup', choices, scene: 1 })).toEqual({
    kind: 'notice',
    notice: {
      kind: 'subscription-chosen',
      choices: [
        { templateId: 'T1', accepted: true, scene: '1' },
        { templateId: 'T2', accepted: false, scene: '1' },
      ],
    },
  })
  expect(noticeOf({ kind: 'subscription-change', templates: ['T1'] })).toMatchObject({
    notice: { kind: 'subscription-changed', choices: [{ templateId: 'T1', accepted: false }] },
  })
  expect(noticeOf({ kind: 'subscription-sent', template: 'T1', messageId: '1700827132819554304' })).toEqual({
    kind: 'notice',
    notice: {
      kind: 'subscription-sent',
      deliveries: [{ templateId: 'T1', messageId: '1700827132819554304', code: '0', status: 'success' }],
    },
  })
})
