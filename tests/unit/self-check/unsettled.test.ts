import { afterEach, beforeEach, expect, it } from 'vitest'
import { creditCode, registerEnterprise } from '../../support/conversations.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { talk } from '../../support/talk.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
  await say(...registerEnterprise(creditCode(1)))
})
afterEach(() => stage.close())

const say = (...messages: string[]) => talk(stage, '某人', ...messages)

it('who has yet to find out has not found that there is no problem', async () => {
  const filed = await say('不存在', '不存在', '待核', '跳过', '提交自查')
  for (const answer of [filed, await say('进度')]) {
    expect(answer).toContain('还有1项是“待核”')
    expect(answer).toContain('发“自查”改好，再提交一次')
    expect(answer).not.toContain('请把“自查完成证明”和检查表打印盖章')
    expect(answer).toContain('自查发现问题的，2022年3月20日前（星期日，最后一个工作日是3月18日）')
  }
})

it('and has the proof once it is settled', async () => {
  await say('不存在', '不存在', '待核', '跳过', '提交自查')
  const filed = await say('自查', '改 3', '不存在', '提交自查')
  for (const answer of [filed, await say('进度')])
    expect(answer).toContain('请把“自查完成证明”和检查表打印盖章')
})

it('is told so when the papers are to be recorded, and may record them', async () => {
  const offered = await say('不存在', '不存在', '待核', '跳过', '提交自查', '交件')
  expect(offered).toContain('还有1项是“待核”，材料里这几项没有结论')
  expect(offered).toContain('请把盖好章的材料逐页拍照发来。')
})
