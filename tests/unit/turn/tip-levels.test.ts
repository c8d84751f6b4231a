import { expect, it } from 'vitest'
import { allowedTipLevels, FEWER_LEVELS } from '../../../src/turn/tip-levels.ts'
import { content } from '../../support/content.ts'

it('who is known to the account is not promised to stay unknown, and is told where it can be promised', () => {
  expect(allowedTipLevels('wechat')).toEqual(['named', 'confidential', 'notifiable', 'code-only'])
  expect(allowedTipLevels('wechaty')).toEqual(['named'])
  expect(content.phrases[FEWER_LEVELS]).toMatch(/公众号.*12350/)
})
