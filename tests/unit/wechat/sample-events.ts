import { event, notice, type Sample, SENT } from './sample-parts.ts'

const key = (value: string) => `<EventKey><![CDATA[${value}]]></EventKey>`
const ticket = '<Ticket><![CDATA[gQH7ticket]]></Ticket>'

export const personEvents: Sample[] = [
  event('subscribe', key(''), { kind: 'follow' }),
  event('subscribe', key('qrscene_unit-12') + ticket, { kind: 'follow', scene: 'unit-12' }),
  event('subscribe', key('last_trade_no_400800'), { kind: 'follow' }),
  event('subscribe', key('scanbarcode|ean13|690'), { kind: 'follow' }),
  event('unsubscribe', key(''), { kind: 'unfollow' }),
  event('SCAN', key('00123') + ticket, { kind: 'scan', scene: '00123' }),
  event('scan', key('qrscene_7') + ticket, { kind: 'scan', scene: 'qrscene_7' }),
  event('CLICK', key('self-check'), { kind: 'menu', key: 'self-check' }),
  notice(
    'LOCATION',
    '<Latitude>36.2</Latitude><Longitude>113.1</Longitude><Precision>65.000000</Precision>',
    {
      kind: 'location-report',
      latitude: 36.2,
      longitude: 113.1,
      precision: 65,
    },
  ),
  notice('VIEW', `${key('https://example.org/a')}<MenuId>4210</MenuId>`, {
    kind: 'page-opened',
    url: 'https://example.org/a',
    menuId: '4210',
  }),
  notice('view_miniprogram', `${key('pages/index')}<MenuId>4211</MenuId>`, {
    kind: 'mini-program-opened',
    path: 'pages/index',
    menuId: '4211',
  }),
  ...(['scancode_push', 'scancode_waitmsg'] as const).map(name =>
    notice(
      name,
      `${key('6')}<ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[http://cx.mem.gov.cn]]></ScanResult></ScanCodeInfo>`,
      {
        kind: 'code-scanned',
        key: '6',
        codeType: 'qrcode',
        result: 'http://cx.mem.gov.cn',
        waits: name === 'scancode_waitmsg',
      },
    ),
  ),
  notice(
    'pic_sysphoto',
    `${key('p')}<SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum><![CDATA[aa11]]></PicMd5Sum></item></PicList></SendPicsInfo>`,
    { kind: 'photos-picked', key: 'p', source: 'camera', count: 1, digests: ['aa11'] },
  ),
  notice(
    'pic_photo_or_album',
    `${key('p')}<SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a1</PicMd5Sum></item><item><PicMd5Sum>b2</PicMd5Sum></item></PicList></SendPicsInfo>`,
    { kind: 'photos-picked', key: 'p', source: 'camera-or-album', count: 2, digests: ['a1', 'b2'] },
  ),
  notice(
    'pic_weixin',
    `${key('p')}<SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a1</PicMd5Sum></item></PicList><PicList><item><PicMd5Sum>b2</PicMd5Sum></item></PicList></SendPicsInfo>`,
    { kind: 'photos-picked', key: 'p', source: 'album', count: 2, digests: ['a1', 'b2'] },
  ),
  notice(
    'location_select',
    `${key('l')}<SendLocationInfo><Location_X><![CDATA[36]]></Location_X><Location_Y><![CDATA[113]]></Location_Y><Scale><![CDATA[15]]></Scale><Label><![CDATA[ 某路 106号]]></Label><Poiname><![CDATA[]]></Poiname></SendLocationInfo>`,
    {
      kind: 'place-picked',
      key: 'l',
      latitude: 36,
      longitude: 113,
      scale: 15,
      label: ' 某路 106号',
      place: '',
    },
  ),
  ...(
    [
      ['user_info_modified', 'modified'],
      ['user_authorization_revoke', 'revoked'],
      ['user_authorization_cancellation', 'cancelled'],
    ] as const
  ).map(([name, change]) =>
    notice(
      name,
      '<OpenID><![CDATA[oAnpei-other]]></OpenID><AppID><![CDATA[wx00000000000000aa]]></AppID><RevokeInfo><![CDATA[207]]></RevokeInfo>',
      { kind: 'consent-changed', change, id: 'oAnpei-other', appId: 'wx00000000000000aa', what: '207' },
    ),
  ),
]

const expires = `<ExpiredTime>${SENT + 60}</ExpiredTime>`
const failure = `<FailTime>${SENT - 60}</FailTime><FailReason><![CDATA[材料不全]]></FailReason>`
const expiry = (SENT + 60) * 1000
const failedAt = (SENT - 60) * 1000
const agent = '<KfAccount><![CDATA[desk1@anpei]]></KfAccount>'

export const accountEvents: Sample[] = [
  notice('qualification_verify_success', expires, {
    kind: 'account-verified',
    what: 'qualification',
    until: expiry,
  }),
  notice('naming_verify_success', expires, { kind: 'account-verified', what: 'naming', until: expiry }),
  notice('qualification_verify_fail', failure, {
    kind: 'account-refused',
    what: 'qualification',
    at: failedAt,
    reason: '材料不全',
  }),
  notice('naming_verify_fail', failure, {
    kind: 'account-refused',
    what: 'naming',
    at: failedAt,
    reason: '材料不全',
  }),
  notice('annual_renew', expires, { kind: 'verification-due', until: expiry }),
  notice('verify_expired', expires, { kind: 'verification-expired', at: expiry }),
  notice('kf_create_session', agent, { kind: 'desk-opened', agent: 'desk1@anpei' }),
  notice('kf_close_session', agent, { kind: 'desk-closed', agent: 'desk1@anpei' }),
  notice(
    'kf_switch_session',
    '<FromKfAccount><![CDATA[desk1@anpei]]></FromKfAccount><ToKfAccount><![CDATA[desk2@anpei]]></ToKfAccount>',
    { kind: 'desk-changed', from: 'desk1@anpei', to: 'desk2@anpei' },
  ),
]

export const otherEvents: Sample[] = [
  notice('merchant_order', '<OrderId><![CDATA[o-1]]></OrderId><OrderStatus>2</OrderStatus>', {
    kind: 'other',
    name: 'merchant_order',
    fields: [
      ['OrderId', 'o-1'],
      ['OrderStatus', '2'],
    ],
  }),
  notice(
    'ShakearoundUserShake',
    '<ChosenBeacon><Major>1</Major></ChosenBeacon><AroundBeacons><AroundBeacon><Major>2</Major></AroundBeacon><AroundBeacon><Major>3</Major></AroundBeacon></AroundBeacons>',
    {
      kind: 'other',
      name: 'ShakearoundUserShake',
      fields: [
        ['ChosenBeacon/Major', '1'],
        ['AroundBeacons/AroundBeacon/Major', '2'],
        ['AroundBeacons/AroundBeacon/Major', '3'],
      ],
    },
  ),
  notice('constructor', '<__proto__>x</__proto__>', {
    kind: 'other',
    name: 'constructor',
    fields: [['__proto__', 'x']],
  }),
  notice('LOCATION', '<Latitude></Latitude><Longitude>113.1</Longitude>', {
    kind: 'other',
    name: 'LOCATION',
    fields: [
      ['Latitude', ''],
      ['Longitude', '113.1'],
    ],
  }),
]
