import { message, pushOf, type Sample } from './sample-parts.ts'

export const messages: Sample[] = [
  message('text', 'text', '<Content><![CDATA[ 没有 00123 ]]></Content>', {
    kind: 'text',
    text: ' 没有 00123 ',
  }),
  message(
    'text from an article',
    'text',
    '<Content><![CDATA[1e5]]></Content><MsgDataId>2247483651</MsgDataId><Idx>1</Idx>',
    { kind: 'text', text: '1e5' },
  ),
  message(
    'text from a menu message',
    'text',
    '<Content><![CDATA[自查]]></Content><bizmsgmenuid>101</bizmsgmenuid>',
    { kind: 'text', text: '自查', menuId: '101' },
  ),
  message('sticker', 'text', '<Content><![CDATA[【收到不支持的消息类型，暂无法显示】]]></Content>', {
    kind: 'unsupported',
    what: 'sticker',
  }),
  message(
    'image',
    'image',
    '<PicUrl><![CDATA[http://mmbiz.qpic.cn/a/0?x=1&y=2]]></PicUrl><MediaId><![CDATA[media-1]]></MediaId>',
    { kind: 'image', mediaId: 'media-1', url: 'http://mmbiz.qpic.cn/a/0?x=1&y=2' },
  ),
  message(
    'voice',
    'voice',
    '<MediaId><![CDATA[media-2]]></MediaId><Format><![CDATA[amr]]></Format><MediaId16K><![CDATA[media-2k]]></MediaId16K>',
    { kind: 'voice', mediaId: 'media-2', format: 'amr' },
  ),
  message(
    'voice with recognition',
    'voice',
    '<MediaId><![CDATA[media-3]]></MediaId><Format><![CDATA[speex]]></Format><Recognition><![CDATA[已经整改]]></Recognition>',
    { kind: 'voice', mediaId: 'media-3', format: 'speex', recognition: '已经整改' },
  ),
  message(
    'video',
    'video',
    '<MediaId><![CDATA[media-4]]></MediaId><ThumbMediaId><![CDATA[thumb-4]]></ThumbMediaId>',
    { kind: 'video', mediaId: 'media-4', thumbId: 'thumb-4', short: false },
  ),
  message(
    'short video',
    'shortvideo',
    '<MediaId><![CDATA[media-5]]></MediaId><ThumbMediaId><![CDATA[thumb-5]]></ThumbMediaId>',
    { kind: 'video', mediaId: 'media-5', thumbId: 'thumb-5', short: true },
  ),
  message(
    'location',
    'location',
    '<Location_X>36.194610</Location_X><Location_Y>-113.105310</Location_Y><Scale>15</Scale><Label><![CDATA[某厂门口]]></Label>',
    { kind: 'location', latitude: 36.19461, longitude: -113.10531, label: '某厂门口' },
  ),
  message(
    'location without coordinates',
    'location',
    '<Location_X></Location_X><Location_Y>1e5</Location_Y><Label><![CDATA[某处]]></Label>',
    { kind: 'unsupported', what: 'location' },
  ),
  message(
    'link',
    'link',
    '<Title><![CDATA[通知]]></Title><Description><![CDATA[说明]]></Description><Url><![CDATA[https://example.org/?a=1&b=2]]></Url>',
    { kind: 'link', title: '通知', description: '说明', url: 'https://example.org/?a=1&b=2' },
  ),
  message(
    'mini program',
    'miniprogrampage',
    '<Title><![CDATA[小程序]]></Title><AppId><![CDATA[wx00000000000000aa]]></AppId><PagePath><![CDATA[pages/a.html]]></PagePath><ThumbUrl><![CDATA[http://x]]></ThumbUrl><ThumbMediaId><![CDATA[t]]></ThumbMediaId>',
    { kind: 'mini-program', title: '小程序', appId: 'wx00000000000000aa', path: 'pages/a.html' },
  ),
  message(
    'file',
    'file',
    '<Title><![CDATA[台账.xlsx]]></Title><Description><![CDATA[]]></Description><FileKey><![CDATA[k]]></FileKey><FileMd5><![CDATA[0cc175b9c0f1b6a831c399e269772661]]></FileMd5><FileTotalLen>3210</FileTotalLen>',
    { kind: 'file', title: '台账.xlsx' },
  ),
  message('a type yet to come', 'hologram', '<HologramId>1</HologramId>', {
    kind: 'unsupported',
    what: 'hologram',
  }),
  message(
    'device message',
    'device_text',
    '<DeviceID><![CDATA[d-1]]></DeviceID><Content><![CDATA[MTIz]]></Content>',
    {
      kind: 'notice',
      notice: {
        kind: 'other',
        name: 'device_text',
        fields: [
          ['DeviceID', 'd-1'],
          ['Content', 'MTIz'],
          ['MsgId', '7250021412600020993'],
        ],
      },
    },
  ),
  {
    name: 'device event',
    xml: pushOf('device_event', '<Event><![CDATA[bind]]></Event><DeviceID><![CDATA[d-1]]></DeviceID>'),
    body: {
      kind: 'notice',
      notice: { kind: 'other', name: 'device_event bind', fields: [['DeviceID', 'd-1']] },
    },
  },
]
