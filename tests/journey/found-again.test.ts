import { expect, test } from 'vitest'
import { ACCOUNT } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPlatform } from '../support/platform.ts'
import { startProduct } from '../support/product.ts'
import { scriptWechat } from '../support/scripted-wechat.ts'
import { createWorld } from '../support/world.ts'

const SEND = '/cgi-bin/message/custom/send'

test('whom WeChat has called gone is reminded again once they write', async () => {
  const { wall } = createWorld()
  const wechat = scriptWechat()
  const product = await startProduct(
    { DATABASE_URL: await createEmptyDatabase('sqlite-memory') },
    { wall, fetch: wechat.fetch, wait: async () => {} },
  )
  const platform = createPlatform({ ...ACCOUNT, webhookUrl: () => product.webhookUrl, wall })
  const person = platform.follower(newName())
  async function sentOn(day: string): Promise<number> {
    wall.set(Date.parse(`${day}T09:30+08:00`))
    const before = wechat.asked.length
    await product.app.runJobs()
    return wechat.asked.slice(before).filter(({ path }) => path === SEND).length
  }
  for (const text of registerInstitution(creditCode(1))) await person.send(text)
  wechat.on(SEND, { errcode: 43_004, errmsg: 'require subscribe' })
  expect(await sentOn('2022-03-10')).toBe(1)
  wechat.on(SEND, { errcode: 0, errmsg: 'ok' })
  expect(await sentOn('2022-03-11')).toBe(0)
  wall.advance(6 * 86_400_000)
  await person.send('菜单')
  expect(await sentOn('2022-03-17')).toBe(1)
  await product.close()
})
