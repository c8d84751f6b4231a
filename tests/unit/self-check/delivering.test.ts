import { afterEach, beforeEach, expect, it } from 'vitest'
import { creditCode, registerInstitution } from '../../support/conversations.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../support/talk.ts'

const CLEAN = ['不存在', '不存在', '不存在', '不存在', '好', '教师8人，专职5人，兼职3人。', '都做到了']

let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
  await say(...registerInstitution(creditCode(1)), ...CLEAN, '提交自查')
})
afterEach(() => stage.close())

const say = (...messages: Parameters<typeof talk>[2][]) => talk(stage, '某人', ...messages)

it('a delivery that was put off is gone on with', async () => {
  await say('交件', PHOTO_BODY, '取消')
  expect(await say('交件')).toContain('纸质材料已经报给莆田市应急管理局了吗？')
})

it('photos of one filing’s papers are none of a later one’s', async () => {
  await say('交件', PHOTO_BODY, '取消')
  expect(await say('自查', '改 5', '较好', '提交自查')).toContain('第2版')
  expect(await say('交件')).toContain('请把盖好章的材料逐页拍照发来。')
  expect(await say('好了')).toContain('至少要1张照片')
})

it('a photo taken back is not handed in, and one is wanted all the same', async () => {
  expect(await say('交件', PHOTO_BODY, PHOTO_BODY, '删掉上一张')).toContain('上一张已经撤回，现在有1张')
  expect(await say('撤回')).toContain('现在有0张')
  expect(await say('暂停', '继续', '好了')).toContain('至少要1张照片')
  expect(await say('取消', '交件')).toContain('请把盖好章的材料逐页拍照发来。')
  expect(await say(PHOTO_BODY, '好了', '还没有', '提交交件')).toContain('盖章材料1张')
})

it('a version filed after the papers were brought is another, and is to be brought as well', async () => {
  expect(await say('交件', PHOTO_BODY, '好了', '已经报了', '今天', '提交交件', '进度')).toContain('不用再报')
  const filed = await say('自查', '改 5', '较好', '提交自查')
  for (const answer of [filed, await say('进度')]) {
    expect(answer).toContain('第1版的自查报告已经报给莆田市应急管理局，现在是第2版')
    expect(answer).not.toContain('不用再报')
  }
  expect(await say('我的任务')).not.toContain('没有要办的')
  expect(await say('交件', PHOTO_BODY, '好了', '已经报了', '今天', '提交交件', '进度')).toContain('不用再报')
})

it('papers are not brought before they were filed, and are those of the version filed by that day', async () => {
  stage.moveTo('2022-03-15')
  expect(await say('自查', '改 5', '较好', '提交自查')).toContain('第2版')
  stage.moveTo('2022-03-20')
  const early = await say('交件', PHOTO_BODY, '好了', '已经报了', '2021年12月5日')
  expect(early).toContain('请回复2022年3月10日或以后的日子')
  expect(early).toContain('读成了2021年12月5日')
  expect(await say('3月9日')).toContain('请回复2022年3月10日或以后的日子')
  expect(await say('3月14日', '提交交件', '进度')).toContain('第1版的自查报告已经报给')
  expect(await say('交件', PHOTO_BODY, '好了', '已经报了', '3月15日', '提交交件', '进度')).toContain(
    '不用再报',
  )
})
