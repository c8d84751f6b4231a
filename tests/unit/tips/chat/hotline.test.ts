import { afterEach, expect, it } from 'vitest'
import { createStage, type Stage } from '../../../support/stage.ts'
import { talk } from '../../../support/talk.ts'

const NUMBER = '0594-12345678'

let stage: Stage
afterEach(() => stage.close())

it('says number, hours, what to do in danger, and how to report in chat; no dialog is lost by it', async () => {
  stage = await createStage('sqlite::memory:')
  const say = (...texts: string[]) => talk(stage, '某人', ...texts)
  const asked = await say('举报电话')
  expect(asked).toMatch(
    /举报查询电话：0594-12345678\n接听时间.*\n.*火灾、抢险119.*\n\n要在这里举报，发“举报”。$/s,
  )
  for (const words of ['举报热线', '举报电话是多少？', '怎么打电话举报']) expect(await say(words)).toBe(asked)
  expect(await say('请问一下投诉电话是几号')).toContain('发“举报电话”，看号码')
  expect(await say('举报')).toContain(`请改打举报电话 ${NUMBER}。`)
  expect(await say('3', '举报热线')).toContain(NUMBER)
  expect(await say('不到两天就上完了')).toContain('属于哪一类？')
  expect(await say('重来', '确定')).toContain(NUMBER)
})

it('is the national number where none is set', async () => {
  stage = await createStage('sqlite::memory:', { HOTLINE_PHONE: '' })
  expect(await talk(stage, '某人', '举报电话')).toContain('举报查询电话：12350\n')
  expect(await talk(stage, '某人', '死了人')).toContain('12350')
})
