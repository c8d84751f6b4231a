import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStage, type Stage } from '../../../support/stage.ts'
import { talk } from '../../../support/talk.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
})
afterEach(() => stage.close())

const say = (...messages: Parameters<typeof talk>[2][]) => talk(stage, '甲', ...messages)

it('whoever will not give a name after all is led to another level, and keeps what is written', async () => {
  const skips = Array<string>(4).fill('跳过')
  expect(await say('举报', '1', '两天上完一周的课', ...skips, '示例路1号', '跳过', '跳过', '跳过')).toContain(
    '您的真实姓名是？',
  )
  expect(await say('跳过')).toContain('发“帮助”')
  expect(await say('帮助')).toContain('发“改 1”')
  expect(await say('改 1')).toContain('您要怎样举报？')
  expect(await say('不变', '示例举报人')).toContain('您的电话是？')
  expect(await say('帮助')).toContain('发“改 1”')
  expect(await say('改 1', '3')).toMatch(/匿名[\s\S]*请核对举报内容：[\s\S]*两天上完一周的课/)
  expect(await say('继续')).not.toContain('示例举报人')
})

it('what is told of a matter asks no common question; how to report may be asked before that', async () => {
  expect(await say('举报', '会不会被知道')).toContain('举报内容一提交就加密')
  expect(await say('3', '卖假证')).toMatch(/^太短了，请至少写4个字。/)
  expect(await say('他们卖假证', '学时造假')).toMatch(/^没对上哪个选项/)
  expect(await say('暂停', '学时')).toContain('最少要这么多学时')
})

it('what is sent after the draft was given up leads back to 举报', async () => {
  expect(await say('举报', '3', '退出', '确定', '在示例路1号')).toContain('要举报发“举报”')
})
