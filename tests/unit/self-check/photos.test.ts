import { afterEach, beforeEach, expect, it } from 'vitest'
import { creditCode, registerEnterprise } from '../../support/conversations.ts'
import { createEmptyDatabase } from '../../support/database.ts'
import { readTables } from '../../support/records.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../support/talk.ts'

const UP_TO_PHOTOS = ['存在', '1', '新员工没有培训计划，涉及12人', '补订计划', '示例责任人，厂长', '明天']

let stage: Stage
let url: string
beforeEach(async () => {
  url = await createEmptyDatabase('sqlite-file')
  stage = await createStage(url)
  await say(...registerEnterprise(creditCode(1)))
})
afterEach(() => stage.close())

const say = (...messages: Parameters<typeof talk>[2][]) => talk(stage, '某人', ...messages)
const kept = async () => (await readTables(url)).photos?.length

it('a photo that nobody asked for is not kept', async () => {
  expect(await say(PHOTO_BODY)).toContain('这一张没有存')
  expect(await kept()).toBe(0)
})

it('a photo beyond the last one that is taken is not kept', async () => {
  const nine = Array.from({ length: 9 }, () => PHOTO_BODY)
  expect(await say(...UP_TO_PHOTOS, ...nine)).toContain('现在改到哪一步了？')
  expect(await say('返回', PHOTO_BODY)).toContain('这一张没有存')
  expect(await kept()).toBe(9)
})

it('a proof that was taken back is missing: it may be left for later, and nothing is submitted without it', async () => {
  await say(...UP_TO_PHOTOS, '跳过', '已整改', PHOTO_BODY, '撤回')
  const review = await say('跳过', '没有了', '没有', '没有')
  expect(review).toContain('整改佐证：没填')
  expect(await say('提交自查')).toContain('请发整改后的照片')
  expect(await say(PHOTO_BODY, '好了', '提交自查')).toContain('自查已提交')
})
