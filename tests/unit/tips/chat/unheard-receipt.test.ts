import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../../../../src/errors.ts'
import type { Storage } from '../../../../src/storage/open-storage.ts'
import { createStage, type Stage } from '../../../support/stage.ts'
import { talk } from '../../../support/talk.ts'
import { receiptIn } from '../../../support/tip-talk.ts'

/** The tip is written, and the end of its turn is not: its writer has the draft still, and no receipt. */
let stage: Stage
let isAway: boolean
beforeEach(async () => {
  isAway = false
  stage = await createStage('sqlite::memory:', {}, storage => ({ ...storage, turns: failing(storage.turns) }))
  await say(
    '登记',
    '举报',
    '1',
    '两天上完一周的课',
    '跳过',
    '培训机构',
    '示例安全培训学校',
    '荔城',
    '跳过',
    '跳过',
  )
  await say('跳过', '跳过', '示例举报人', '13912345678')
  isAway = true
  expect(await say('提交举报')).toMatch(/不知道交上去没有.*再发“提交举报”/)
  isAway = false
})
afterEach(() => stage.close())

function failing(turns: Storage['turns']): Storage['turns'] {
  return {
    ...turns,
    async commit(...done) {
      if (isAway) throw new AppError('store-away', 'redis')
      return turns.commit(...done)
    },
  }
}

const say = (...messages: string[]) => talk(stage, '某人', ...messages)

it.each(['退出', '重来'])('%s gives the receipt then, and says nothing of deleting', async word => {
  isAway = true
  expect(await say(word)).toContain('可能没有记下')
  isAway = false
  await say(word)
  const told = await say('确定')
  expect(told).toContain('没有删')
  expect(told).not.toMatch(/删掉|从头开始/)
  expect(told).toContain('发“撤回联系方式”')
  const { code } = receiptIn(told)!
  expect(await say(code)).toContain('查询码没有错')
  expect(await say('继续')).toContain('接着填登记')
  expect(await say(code)).toContain('状态：登记')
})

it('提交举报 once more gives the same receipt as leaving would', async () => {
  const again = receiptIn(await say('提交举报'))
  expect(await say(again!.code)).toContain('查询码没有错')
})
