import { afterEach, beforeEach, expect, it } from 'vitest'
import { creditCode, registerEnterprise, registerInstitution } from '../../support/conversations.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { talk } from '../../support/talk.ts'

/** What is asked and filed follows the registration as it stands, not as it stood when the self-check began. */
let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
})
afterEach(() => stage.close())

const say = (...messages: string[]) => talk(stage, '某人', ...messages)

it('an enterprise that turns out to be high-risk answers that item before it files', async () => {
  await say(...registerEnterprise(creditCode(1)))
  await say('不存在', '修改登记', '改 6', '危险化学品生产', '提交登记')
  const refused = await say('不存在', '不存在', '提交自查')
  expect(refused).toContain('还没有提交')
  expect(refused).toContain('主要负责人、安全生产管理人员是否存在未按照规定')
  expect(await say('不存在', '提交自查')).toContain('共4项，没有列出问题')
})

it('a colleague who corrects the registration counts as well', async () => {
  await say(...registerEnterprise(creditCode(1)))
  const invite = /邀请码：(\S+)/.exec(await say('邀请'))?.[1] ?? ''
  await talk(stage, '同事', '登记', '同意', '2', creditCode(1), invite, '示例同事', '13800000001', '提交登记')
  await say('不存在', '不存在', '不存在')
  await talk(stage, '同事', '修改登记', '改 6', '金属冶炼', '提交登记')
  expect(await say('提交自查')).toContain('还没有提交')
})

it('a unit that was registered as the other kind gets its own checklist', async () => {
  await say(...registerInstitution(creditCode(1)))
  await say('不存在', '修改登记', '改 2', '企业', '一般制造', '县里', '提交登记')
  expect(await say('自查')).toContain('【1/3】是否存在未制定本单位安全生产培训计划')
  expect(await say('不存在', '不存在', '不存在', '提交自查')).toContain('共3项，没有列出问题')
})

it('also when the wrong checklist was answered to its end', async () => {
  await say(...registerInstitution(creditCode(1)))
  await say('不存在', '不存在', '不存在', '不存在', '好', '教师8人，都是专职，每半年听课一次。', '都做到了')
  await say('修改登记', '改 2', '企业', '一般制造', '县里', '提交登记')
  expect(await say('提交自查')).toContain('【1/3】是否存在未制定本单位安全生产培训计划')
})

it('a self-check filed as the other kind of unit counts for nothing that this kind owes', async () => {
  await say(...registerEnterprise(creditCode(1)))
  await say('不存在', '不存在', '不存在', '提交自查')
  await say('修改登记', '改 2', '1', '有', '提交登记')
  const tasks = await say('我的任务')
  expect(tasks).toContain('自查：2022年3月20日前')
  expect(tasks).toContain('先填完自查')
  expect(await say('进度')).toContain('第1版是按原来的类别交的')
  expect(await say('交件')).toContain('第1版自查是按原来的单位类别交的')
  expect(await say('自查')).toContain('【1/6】')
  await say('不存在', '不存在', '不存在', '不存在', '好', '教师8人，都是专职，每半年听课一次。', '都做到了')
  expect(await say('提交自查')).toContain('第2版')
  expect(await say('我的任务')).not.toContain('自查：')
})

it('an enterprise that filed and is a high-risk one since has not filed yet', async () => {
  await say(...registerEnterprise(creditCode(1)))
  await say('不存在', '不存在', '不存在', '提交自查')
  await say('修改登记', '改 6', '危险化学品生产', '提交登记')
  expect(await say('我的任务')).toContain('自查：2022年3月31日前')
  expect(await say('进度')).toContain('还有1题没填')
  expect(await say('自查')).toContain('主要负责人、安全生产管理人员是否存在未按照规定')
})
