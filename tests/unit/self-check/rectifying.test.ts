import { afterEach, beforeEach, expect, it } from 'vitest'
import { creditCode, registerEnterprise } from '../../support/conversations.ts'
import { createEmptyDatabase } from '../../support/database.ts'
import { readTables } from '../../support/records.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../support/talk.ts'

const PROBLEM = '存在 1 新员工没有培训计划，涉及12人 补订计划 示例责任人，厂长 明天 跳过 整改中 没有了'.split(
  ' ',
)
const DONE = ['已整改', '计划已经印发', '今天', PHOTO_BODY, '好了']

let stage: Stage
let url: string
beforeEach(async () => {
  url = await createEmptyDatabase('sqlite-file')
  stage = await createStage(url)
  await say(...registerEnterprise(creditCode(1)), ...PROBLEM, '没有', '没有', '提交自查')
})
afterEach(() => stage.close())

const say = (...messages: Parameters<typeof talk>[2][]) => talk(stage, '某人', ...messages)

async function problem() {
  const [row] = (await readTables(url)).problems as {
    status: string
    closing: string | null
    closed_at: number | null
  }[]
  return row
}

/** What each version says of the problem, whatever has become of it since. */
async function known() {
  const filings = (await readTables(url)).filings as { version: number; snapshot: string }[]
  return filings
    .toSorted((one, other) => one.version - other.version)
    .map(({ snapshot }) => JSON.parse(snapshot).known?.['P-PLAN.1'])
}

it('what is left for another time is asked again then, and files nothing', async () => {
  const kept = await say('整改', '这次不填', '提交整改')
  expect(kept).toContain('原来的内容不变')
  expect(kept).not.toContain('第2版')
  expect(await say('整改')).toContain('现在怎么样了？')
})

it('a problem keeps the day it was closed over later versions', async () => {
  await say('整改', ...DONE, '提交整改')
  const closed = await problem()
  expect(closed).toMatchObject({ status: 'closed', closing: expect.stringContaining('计划已经印发') })
  stage.moveTo('2022-03-15')
  expect(await say('自查', '改 11', '待核', '跳过', '提交自查')).toContain('第3版')
  expect(await problem()).toEqual(closed)
})

it('a problem that is opened again is rectified from the start', async () => {
  await say('整改', ...DONE, '提交整改')
  await say('自查', '改 7', '整改中', '提交自查')
  expect(await problem()).toMatchObject({ status: 'open', closing: null, closed_at: null })
  expect(await say('整改', '已整改')).toContain('怎么改的？')
})

it('what was entered so far about an open problem outlives a new version', async () => {
  await say('整改', '已整改', '计划已经印发', '取消', '自查', '改 10', '待核', '跳过', '提交自查')
  expect(await say('整改')).toContain('哪天改好的？')
})

it('a problem found after a new beginning does not inherit the rectification of another', async () => {
  await say('自查', '重来', '确定', '整改', ...DONE, '提交整改')
  const review = await say(
    '自查',
    '存在',
    '2',
    '焊工没有按计划复训，涉及3人',
    '安排复训',
    '示例责任人，厂长',
    '明天',
    '跳过',
  )
  expect(review).toContain('现在改到哪一步了？')
})

it('a filing keeps when and how its problem was put right after it is opened again', async () => {
  await say('整改', ...DONE, '提交整改')
  stage.moveTo('2022-03-15')
  await say('自查', '改 7', '整改中', '提交自查')
  const foundOn = '2022-03-10'
  expect(await known()).toEqual([
    { foundOn, doneOn: null, how: '' },
    { foundOn, doneOn: '2022-03-10', how: '计划已经印发' },
    { foundOn, doneOn: null, how: '' },
  ])
})

it('a problem is found on the day it was written down, and another one in its place on its own', async () => {
  await say('自查', '重来', '确定')
  stage.moveTo('2022-03-15')
  await say('自查', ...PROBLEM)
  stage.moveTo('2022-03-20')
  await say('没有', '没有', '提交自查')
  await say('自查', '重来', '确定')
  stage.moveTo('2022-03-24')
  const another = PROBLEM.map(each => (each.startsWith('新员工') ? '转岗工人没有培训计划，涉及3人' : each))
  await say('自查', ...another, '没有')
  stage.moveTo('2022-03-28')
  await say('没有', '提交自查')
  expect((await known()).map(({ foundOn }) => foundOn)).toEqual(['2022-03-10', '2022-03-10', '2022-03-24'])
})

it('a problem that a version left out is another one when it comes back', async () => {
  await say('整改', ...DONE, '提交整改', '自查', '改 1', '不存在', '提交自查')
  stage.moveTo('2022-03-15')
  await say('自查', '改 1', '存在', '改 3', '转岗工人没有培训计划，涉及3人', '跳过', '提交自查')
  const [first, second, third, fourth] = await known()
  expect([first.foundOn, second.foundOn, third]).toEqual(['2022-03-10', '2022-03-10', undefined])
  expect(fourth).toEqual({ foundOn: '2022-03-15', doneOn: null, how: '' })
})

it('a problem is not put right before it was found', async () => {
  stage.moveTo('2022-03-15')
  const early = await say('整改', '已整改', '计划已经印发', '2001年1月1日')
  expect(early).toContain('请回复2022年3月10日或以后的日子')
  expect(await say('3月9日')).toContain('请回复2022年3月10日或以后的日子')
  expect(await say('4月20日')).toContain('读成了2021年4月20日')
  expect(await say('3月10日')).toContain('请发整改后的照片')
})

it('a rectification hands its version over: the papers, and that they are to be stamped again', async () => {
  await say('交件', PHOTO_BODY, '好了', '已经报了', '今天', '提交交件')
  const filed = await say('整改', ...DONE, '提交整改')
  expect(filed).toMatch(/在这里看、下载、打印：\n\S*\/u\/l\//)
  expect(filed).toContain('请把新的一版打印盖章')
  expect(filed).toContain(`回执号：${stage.papers()}\n`)
  await say('进度')
  expect(stage.papers()).toBeUndefined()
})
