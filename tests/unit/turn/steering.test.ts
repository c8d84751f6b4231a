import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InboundBody } from '../../../src/turn/inbound.ts'
import { creditCode, registerInstitution } from '../../support/conversations.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../support/talk.ts'

const STILL_A_MEMBER = '单位：示例安全培训学校'

let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
  await talk(stage, '某人', ...registerInstitution(creditCode(1)))
})
afterEach(() => stage.close())

const say = (...messages: (string | InboundBody)[]) => talk(stage, '某人', ...messages)

describe('“are you sure?”', () => {
  it.each<[string, InboundBody]>([
    ['a menu button', { kind: 'menu', key: 'self-check' }],
    ['a photo', PHOTO_BODY],
    ['a scan', { kind: 'scan', scene: '' }],
  ])('is forgotten with %s: the next yes answers another question', async (_, between) => {
    await say('退出单位', between, '是')
    expect(await say('进度')).toContain(STILL_A_MEMBER)
  })

  it('is not answered by a number: that belongs to the question above', async () => {
    expect(await say('存在', '重来', '1')).toContain('什么都没有变')
    expect(await say('继续')).toContain('它属于哪几种情形？')
  })

  it('is answered by its word alone, and that word sent twice answers nothing beneath', async () => {
    expect(await say('存在', '重来', '好')).toContain('什么都没有变')
    const erased = await talk(stage, '别人', '登记', '举报', '3', '有人替考', '退出', '确定')
    expect(erased).toContain('同意这样使用吗？')
    expect(await talk(stage, '别人', '确定')).toContain('请回复“同意”或者“不同意”')
    expect(await talk(stage, '别人', '同意')).toContain('您的单位是哪一类？')
  })

  it('is answered by a plain yes', async () => {
    expect(await say('退出单位', '确定')).toContain('您已经退出')
    expect(await say('进度')).not.toContain(STILL_A_MEMBER)
  })
})

it('what was paused and then given up is not paused any more', async () => {
  expect(await say('暂停', '取消', '随便说一句')).toContain('没看懂您的意思')
})

it('a common question is answered at the review as anywhere else', async () => {
  await say(...'不存在 不存在 不存在 不存在 好 教师8人，都是专职，每半年听课一次。 都做到了'.split(' '))
  expect(await say('学时')).toContain('最少要这么多学时')
  expect(await say('提交')).toContain('自查已提交，第1版。')
})

it('a self-check that is handed in and looked at again is not unfinished until it is changed', async () => {
  await say(...'不存在 不存在 不存在 不存在 好 教师8人，都是专职，每半年听课一次。 都做到了 提交'.split(' '))
  expect(await say('自查', '我的任务')).not.toContain('还没填完')
  expect(await say('改 5', '我的任务')).toContain('您的自查还没填完')
  expect(await say('较好', '我的任务')).toContain('您的自查还没填完')
})

it('the question is asked once more, in words and for a day as well, where somebody is told to go on', async () => {
  expect(await say('存在', '1', '提交')).toMatch(/请接着回答：\n\n【基本条件】具体是什么问题？/)
})

it('继续 leads nobody into registering who has not begun to', async () => {
  expect(await talk(stage, '别人', '举报', '3', '有人替考', '退出', '确定', '继续')).toContain(
    '没有填到一半的',
  )
  expect(await talk(stage, '别人', '登记', '同意', '退出', '继续')).toContain('您的单位是哪一类？')
})

it('停止提醒 of somebody without a unit stops nothing, and says what there would be', async () => {
  expect(await talk(stage, '别人', '停止提醒')).toContain('不用停')
  await talk(stage, '别人', ...registerInstitution(creditCode(2)), '退出')
  expect(await talk(stage, '别人', '停止提醒')).toContain('好，不再提醒您')
})
