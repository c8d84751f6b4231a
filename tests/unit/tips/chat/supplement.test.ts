import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStage, type Stage } from '../../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../../support/talk.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
})
afterEach(() => stage.close())

const say = (...messages: Parameters<typeof talk>[2][]) => talk(stage, '甲', ...messages)

it('shows what will be handed in where it asks for the code, also when it is taken up again', async () => {
  const words = `校长说${'他也在场，'.repeat(20)}不许说出去`
  const asked = await say('补充', words, PHOTO_BODY, '好了')
  expect(asked).toContain(`· 补充的话：校长说${'他也在场，'.repeat(11)}他也…\n· 证据：1 张照片\n`)
  expect(asked).toContain('发“退出”')
  expect(await say('暂停', '补充')).toContain('· 补充的话：校长说')
  expect(await say('暂停', '继续')).toContain('· 证据：1 张照片')
})

it('shows what was written last, and nothing of what was thrown away', async () => {
  expect(await say('补充', '第一次\n写的', '跳过')).toContain('· 补充的话：第一次 写的\n· 证据：无')
  expect(await say('返回', '返回', '第二次写的')).toContain('第二次写的')
  expect(await say('退出', '确定', '补充')).toContain('要补充什么')
  expect(await say('第三次写的', '跳过')).toContain('· 补充的话：第三次写的\n')
})

it('says where evidence that comes too early will be asked for', async () => {
  const voice = { kind: 'voice', mediaId: 'voice', format: 'amr' } as const
  expect(await say('补充', voice)).toContain('后面问到“证据”那一题，请再发一次')
})

it('about a bureau says first who will read it, and keeps it while another tip is written', async () => {
  expect(await say('补充', '有收据')).not.toContain('可能就是那个局的人')
  const asked = await say('返回', '荔城区应急管理局的张某收了他们的钱')
  expect(asked).toMatch(/可能就是那个局的人[\s\S]*发“举报”另写一件[\s\S]*有证据要补吗？/)
  expect(await say('举报')).toContain('您要怎样举报？')
  expect(await say('退出')).toMatch(/回到刚才的举报补充[\s\S]*有证据要补吗？/)
  expect(await say('跳过')).toContain('· 补充的话：荔城区应急管理局的张某收了他们的钱')
})
