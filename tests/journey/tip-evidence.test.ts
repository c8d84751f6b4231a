import { expect, test } from 'vitest'
import { ACCOUNT } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import { content } from '../support/content.ts'
import { PHOTO } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPlatform } from '../support/platform.ts'
import { startProduct } from '../support/product.ts'
import { readTables } from '../support/records.ts'
import { receiptIn, writeTip } from '../support/tip-talk.ts'

const BYTES = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(700_000)])

test('a tip and a supplement have so many megabytes of evidence each; what is over is not kept, and the dialog goes on', async () => {
  const { tipSettings } = content
  const limits = { ...tipSettings.limits, 'evidence-in-all': 1 }
  const env = { DATABASE_URL: await createEmptyDatabase('sqlite-file') }
  const product = await startProduct(env, {
    content: { ...content, tipSettings: { ...tipSettings, limits } },
    fetchPhoto: async () => ({ bytes: BYTES, mediaType: 'image/png' }),
  })
  const { wall, webhookUrl } = product
  const follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
  const say = async (what: Parameters<typeof follower.send>[0]) => (await follower.send(what)).text
  const words = writeTip('code-only').filter(each => typeof each === 'string')
  for (const each of words.slice(0, words.indexOf('好了'))) await say(each)

  expect(await say(PHOTO)).toContain('第1份收到')
  expect(await say(PHOTO)).toContain('这一份没有存：证据加起来最多1兆')
  for (const each of words.slice(words.indexOf('好了'))) await say(each)
  const { code } = receiptIn(await say('提交举报'))!
  await say(code)

  await say('补充')
  await say('还有一间教室在四楼西边')
  expect(await say(PHOTO)).toContain('第1份收到')
  expect(await say(PHOTO)).toContain('这一份没有存')
  await say('好了')
  await say(code)
  const { tip_evidence: evidence, tip_draft_evidence: drafts } = await readTables(env.DATABASE_URL)
  expect([evidence?.length, drafts?.length]).toEqual([2, 0])
  await product.close()
})
