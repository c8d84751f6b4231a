import type { AccountNotice, Notice, OtherNotice, PersonNotice, PhotoSource } from '../turn/notice.ts'
import {
  massSent,
  published,
  subscriptionChosen,
  subscriptionSent,
  templateSent,
} from './inbound-delivery.ts'
import { toNumber } from './number.ts'
import { child, children, text, type XmlNode } from './xml.ts'

/** A Map, because the name comes from outside: `constructor` must find nothing. Null: not as documented. */
const NOTICES = new Map<string, (xml: XmlNode) => Notice | null>([
  ['location', locationReport],
  ['view', xml => ({ kind: 'page-opened', url: text(xml, 'EventKey'), menuId: text(xml, 'MenuId') })],
  [
    'view_miniprogram',
    xml => ({ kind: 'mini-program-opened', path: text(xml, 'EventKey'), menuId: text(xml, 'MenuId') }),
  ],
  ['scancode_push', xml => codeScanned(xml, false)],
  ['scancode_waitmsg', xml => codeScanned(xml, true)],
  ['pic_sysphoto', xml => photosPicked(xml, 'camera')],
  ['pic_photo_or_album', xml => photosPicked(xml, 'camera-or-album')],
  ['pic_weixin', xml => photosPicked(xml, 'album')],
  ['location_select', placePicked],
  ['templatesendjobfinish', templateSent],
  ['masssendjobfinish', massSent],
  ['publishjobfinish', published],
  ['subscribe_msg_popup_event', xml => subscriptionChosen(xml, 'subscription-chosen')],
  ['subscribe_msg_change_event', xml => subscriptionChosen(xml, 'subscription-changed')],
  ['subscribe_msg_sent_event', subscriptionSent],
  ['user_info_modified', xml => consentChanged(xml, 'modified')],
  ['user_authorization_revoke', xml => consentChanged(xml, 'revoked')],
  ['user_authorization_cancellation', xml => consentChanged(xml, 'cancelled')],
  ['qualification_verify_success', xml => verified(xml, 'qualification')],
  ['naming_verify_success', xml => verified(xml, 'naming')],
  ['qualification_verify_fail', xml => refused(xml, 'qualification')],
  ['naming_verify_fail', xml => refused(xml, 'naming')],
  ['annual_renew', xml => ({ kind: 'verification-due', until: instant(xml, 'ExpiredTime') })],
  ['verify_expired', xml => ({ kind: 'verification-expired', at: instant(xml, 'ExpiredTime') })],
  ['kf_create_session', xml => ({ kind: 'desk-opened', agent: text(xml, 'KfAccount') })],
  ['kf_close_session', xml => ({ kind: 'desk-closed', agent: text(xml, 'KfAccount') })],
  [
    'kf_switch_session',
    xml => ({ kind: 'desk-changed', from: text(xml, 'FromKfAccount'), to: text(xml, 'ToKfAccount') }),
  ],
])

/** An event no one answers (wechat-platform §2.3); an unknown one keeps its name and all its fields. */
export function toNotice(xml: XmlNode): Notice {
  const name = text(xml, 'Event')
  return NOTICES.get(name.toLowerCase())?.(xml) ?? otherNotice(name, xml)
}

/** Who, when and what of any push stand in the Inbound and the notice's name. */
const ENVELOPE = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event'])

/** Keeps everything of a push that has no words of its own here. */
export function otherNotice(name: string, xml: XmlNode): OtherNotice {
  const own = xml.children.filter(each => !ENVELOPE.has(each.name))
  return { kind: 'other', name, fields: own.flatMap(each => leaves(each, each.name)) }
}

function leaves(node: XmlNode, path: string): [string, string][] {
  if (node.children.length === 0) return [[path, node.text]]
  return node.children.flatMap(each => leaves(each, `${path}/${each.name}`))
}

function locationReport(xml: XmlNode): PersonNotice | null {
  const latitude = toNumber(text(xml, 'Latitude'))
  const longitude = toNumber(text(xml, 'Longitude'))
  if (latitude === null || longitude === null) return null
  return { kind: 'location-report', latitude, longitude, precision: toNumber(text(xml, 'Precision')) ?? 0 }
}

function codeScanned(xml: XmlNode, waits: boolean): PersonNotice {
  const code = child(xml, 'ScanCodeInfo')
  return {
    kind: 'code-scanned',
    key: text(xml, 'EventKey'),
    codeType: text(code, 'ScanType'),
    result: text(code, 'ScanResult'),
    waits,
  }
}

/** PicList comes once with many items, or as several lists (wechat-platform §2.3). */
function photosPicked(xml: XmlNode, source: PhotoSource): PersonNotice {
  const info = child(xml, 'SendPicsInfo')
  const items = children(info, 'PicList').flatMap(list => children(list, 'item'))
  return {
    kind: 'photos-picked',
    key: text(xml, 'EventKey'),
    source,
    count: toNumber(text(info, 'Count')) ?? items.length,
    digests: items.map(item => text(item, 'PicMd5Sum')),
  }
}

function placePicked(xml: XmlNode): PersonNotice | null {
  const info = child(xml, 'SendLocationInfo')
  const latitude = toNumber(text(info, 'Location_X'))
  const longitude = toNumber(text(info, 'Location_Y'))
  if (latitude === null || longitude === null) return null
  return {
    kind: 'place-picked',
    key: text(xml, 'EventKey'),
    latitude,
    longitude,
    scale: toNumber(text(info, 'Scale')) ?? 0,
    label: text(info, 'Label'),
    place: text(info, 'Poiname'),
  }
}

function consentChanged(xml: XmlNode, change: 'modified' | 'revoked' | 'cancelled'): PersonNotice {
  return {
    kind: 'consent-changed',
    change,
    id: text(xml, 'OpenID'),
    appId: text(xml, 'AppID'),
    what: text(xml, 'RevokeInfo'),
  }
}

function verified(xml: XmlNode, what: 'qualification' | 'naming'): AccountNotice {
  return { kind: 'account-verified', what, until: instant(xml, 'ExpiredTime') }
}

function refused(xml: XmlNode, what: 'qualification' | 'naming'): AccountNotice {
  return { kind: 'account-refused', what, at: instant(xml, 'FailTime'), reason: text(xml, 'FailReason') }
}

function instant(xml: XmlNode, name: string): number {
  return (toNumber(text(xml, name)) ?? 0) * 1000
}
