import { afterEach, beforeEach, expect, it } from 'vitest'
import { CONTACT, creditCode, registerEnterprise } from '../../support/conversations.ts'
import { createEmptyDatabase } from '../../support/database.ts'
import { readTables } from '../../support/records.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../support/talk.ts'

const OPENID = 'oPenIdOfSomebody-0123456789'

let stage: Stage
let url: string
beforeEach(async () => {
  url = await createEmptyDatabase('sqlite-file')
  stage = await createStage(url)
})
afterEach(() => stage.close())

const say = (...messages: Parameters<typeof talk>[2][]) => talk(stage, OPENID, ...messages)

/** Every byte of every row, bytes both as they are and as text. */
async function everything(): Promise<string> {
  const rows = Object.values(await readTables(url)).flat()
  const columns = rows.flatMap(row => Object.values(row))
  return columns
    .map(each => (each instanceof Uint8Array ? Buffer.from(each).toString() : String(each)))
    .join('\n')
}

it('nobody’s openid, name or phone stands in the database or the log as it is', async () => {
  await say(...registerEnterprise(creditCode(1)))
  await say(
    '存在',
    '1',
    '新员工没有培训计划，涉及12人',
    '补订计划',
    '厂长',
    '明天',
    PHOTO_BODY,
    '好了',
    '整改中',
    '没有了',
  )
  await say('修改登记', '改 10', '13900000000', '邀请')
  const invite = /邀请码：(\S+)/.exec(await say('邀请'))?.[1] ?? 'none'
  await talk(stage, 'oPenIdOfAnother', '登记', '同意', '2', creditCode(1), invite, '另一位')
  const kept = `${await everything()}\n${JSON.stringify(stage.world.lines)}`
  for (const secret of [
    OPENID,
    'oPenIdOfAnother',
    CONTACT.name,
    CONTACT.phone,
    '13900000000',
    '另一位',
    invite,
  ])
    expect(kept).not.toContain(secret)
})

it('a typed code, and whoever joined by it, stand nowhere as they are either', async () => {
  const code = await stage.codeOf('仙游县应急管理局')
  await say(code, '同意', '示例科员', '13911112222', '加入单位', '成员')
  await talk(stage, 'oPenIdOfAnother', code, '同意', '另一位', '13933334444', '加入单位')
  await say('成员', '移出', '提交成员')
  const kept = `${await everything()}\n${JSON.stringify(stage.world.lines)}`
  const secrets = [OPENID, 'oPenIdOfAnother', '示例科员', '另一位', '13911112222', '13933334444', code]
  for (const secret of [...secrets, code.replace('-', '')]) expect(kept).not.toContain(secret)
})

it('who unfollows a county bureau leaves its reports, and the roster keeps whom it names', async () => {
  await stage.importRoster('tests/fixtures/roster.csv')
  await say(await stage.codeOf('仙游县应急管理局'), '同意', '示例科员', '13911112222', '加入单位')
  await say('交件', '1', '今天', PHOTO_BODY, '好了', '提交交件')
  await say({ kind: 'unfollow' })
  const { members, drafts, fulfilments, units } = await readTables(url)
  expect(members).toEqual([expect.objectContaining({ identity: null, contact: null, phone_hash: null })])
  expect(drafts).toEqual([])
  expect(fulfilments).toEqual([expect.objectContaining({ obligation: 'DL3', delivered_on: '2022-03-10' })])
  expect(units?.filter(({ listed_contact }) => listed_contact !== null)).toHaveLength(1)
})

it('who is removed leaves as little as who unfollows', async () => {
  const code = await stage.codeOf('仙游县应急管理局')
  await say(code, '同意', '示例科员', '13911112222', '加入单位')
  await talk(stage, '乙', code, '同意', '另一位', '13933334444', '加入单位')
  await say('成员', '移出', '提交成员')
  const { members } = await readTables(url)
  expect(members?.filter(({ contact }) => contact !== null)).toHaveLength(1)
  expect(members?.filter(({ left_at }) => left_at !== null)).toEqual([
    expect.objectContaining({ identity: null, contact: null, phone_hash: null }),
  ])
})

it('who unfollows leaves nothing but what was done for the unit', async () => {
  await say(...registerEnterprise(creditCode(1)), '不存在', '修改登记', '改 9', '别的联系人')
  await say({ kind: 'unfollow' })
  const { members, drafts, conversations, seen, answers } = await readTables(url)
  expect(members).toEqual([expect.objectContaining({ identity: null, contact: null, phone_hash: null })])
  expect([drafts, conversations?.map(({ session, parked }) => [session, parked])]).toEqual([
    [],
    [[null, null]],
  ])
  expect(seen?.at(-1)?.reply).toBeNull()
  expect(answers).toHaveLength(1)
})

it('who unfollows leaves no trace of what they wanted of reminders, nor anybody’s words in what waited', async () => {
  const code = await stage.codeOf('仙游县应急管理局')
  await say(code, '同意', '示例科员', '13911112222', '加入单位')
  stage.moveTo('2022-05-24')
  await stage.work()
  await say('停止提醒')
  expect((await readTables(url)).reminder_refusals).toHaveLength(1)
  expect((await readTables(url)).attempts?.map(({ rung }) => rung)).toEqual(['parked'])
  await stage.send(OPENID, { kind: 'unfollow' })
  expect((await readTables(url)).reminder_refusals).toEqual([])
  const kept = `${await everything()}\n${JSON.stringify(stage.world.lines)}`
  for (const secret of [OPENID, '示例科员', '13911112222']) expect(kept).not.toContain(secret)
})
