import { expect, test } from 'vitest'
import { type PushBody, pushXml } from '../../../src/simulator/push-xml.ts'
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
  [{ kind: 'unfollow' }, { MsgType: 'event', Event: 'unsubscribe', EventKey: '' }],
])('%j', (body, fields) => {
  expect(ownFields(body)).toEqual(fields)
})
