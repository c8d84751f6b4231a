import { expect, it } from 'vitest'
import type { InboundBody, PersonRef } from '../../../src/turn/inbound.ts'
import { openingOf } from '../../../src/turn/reply-windows.ts'

const WECHAT: PersonRef = { channel: 'wechat', account: 'gh_test', id: 'somebody' }

const CASES: [InboundBody, string | null][] = [
  [{ kind: 'text', text: '进度' }, 'message'],
  [{ kind: 'image', mediaId: 'm', url: 'u' }, 'message'],
  [{ kind: 'location', latitude: 1, longitude: 1, label: '' }, 'message'],
  [{ kind: 'unsupported', what: 'sticker' }, 'message'],
  [{ kind: 'text', text: '进度', menuId: '101' }, 'tap'],
  [{ kind: 'menu', key: 'progress' }, 'tap'],
  [{ kind: 'follow' }, 'tap'],
  [{ kind: 'scan', scene: 's' }, 'tap'],
  [{ kind: 'unfollow' }, 'closed'],
  [{ kind: 'notice', notice: { kind: 'page-opened', url: 'u', menuId: '' } }, null],
]

it.each(CASES)('%o opens %s', (body, kind) => {
  expect(openingOf({ person: WECHAT, body }, 0)?.kind ?? null).toBe(kind)
})

it('other messengers have no such windows', () => {
  const person: PersonRef = { ...WECHAT, channel: 'play' }
  expect(openingOf({ person, body: { kind: 'text', text: '进度' } }, 0)).toBeNull()
})
