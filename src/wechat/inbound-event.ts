import type { InboundBody } from '../turn/inbound.ts'
import { toNotice } from './inbound-notice.ts'
import { text, type XmlNode } from './xml.ts'

/** Put before the scene of a person who begins to follow by scanning; a follower's SCAN comes without (§2.3). */
const SCENE_PREFIX = 'qrscene_'

/** An event of a person or of the platform. Names are documented in one case and pushed in another (§2.1). */
export function toEventBody(xml: XmlNode): InboundBody {
  const key = text(xml, 'EventKey')
  switch (text(xml, 'Event').toLowerCase()) {
    case 'subscribe':
      // Other keys name a payment or a barcode: last_trade_no_…, scanbarcode|….
      return {
        kind: 'follow',
        ...(key.startsWith(SCENE_PREFIX) && { scene: key.slice(SCENE_PREFIX.length) }),
      }
    case 'unsubscribe':
      return { kind: 'unfollow' }
    case 'scan':
      return { kind: 'scan', scene: key }
    case 'click':
      return { kind: 'menu', key }
    default:
      return { kind: 'notice', notice: toNotice(xml) }
  }
}
