import { expect, test } from 'vitest'
import type { World } from '../../src/app.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { ACCOUNT, ACCOUNT_ENV } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import { CHECK_INSTITUTION, CONTACT, creditCode, registerInstitution } from '../support/conversations.ts'
import { createPlatform } from '../support/platform.ts'
import { startProduct } from '../support/product.ts'

/** Storage whose commits fail as a driver fails: with a message that quotes what was to be written. */
function quotingStorage(): { openStorage: NonNullable<World['openStorage']>; failNext(quote: string): void } {
  let quote: string | null = null
  return {
    failNext(words) {
      quote = words
    },
    async openStorage(config, wall) {
      const storage = await openStorage(config, wall)
      const commit: typeof storage.turns.commit = async (...done) => {
        if (quote === null) return storage.turns.commit(...done)
        const message = `invalid input: ${quote}`
        quote = null
        throw new Error(message, { cause: new Error(message) })
      }
      return { ...storage, turns: { ...storage.turns, commit } }
    },
  }
}

test.each(BACKENDS)(
  'with %s, the log of a whole conversation, also where it fails, names nobody and quotes nothing',
  async (_, open) => {
    const storage = quotingStorage()
    const product = await startProduct(
      { ...(await open()), LOG_LEVEL: 'debug' },
      { openStorage: storage.openStorage },
    )
    const { wall, webhookUrl } = product
    const platform = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl })
    const follower = platform.follower(newName())
    const messages = [...registerInstitution(creditCode(1)), ...CHECK_INSTITUTION]
    for (const message of messages) {
      storage.failNext(`${follower.openid} ${CONTACT.phone} ${JSON.stringify(message)}`)
      await follower.send(message)
      await follower.send(message)
    }
    const forged = createPlatform({
      ...ACCOUNT,
      token: 'forged',
      wall,
      webhookUrl: () => webhookUrl,
    }).follower(newName())
    await expect(forged.send('伪造的话')).rejects.toThrow('401')
    await product.close()

    const log = product.logged.join('')
    expect(log.match(/turn failed/g)).toHaveLength(messages.length)
    expect(log).toContain('signature-bad')
    const words = messages.filter(each => typeof each === 'string' && each.length > 4)
    const secrets = [ACCOUNT_ENV.WECHAT_TOKEN, ACCOUNT_ENV.WECHAT_ENCODING_AES_KEY, ACCOUNT_ENV.DATA_KEY]
    for (const hidden of [
      follower.openid,
      forged.openid,
      CONTACT.phone,
      CONTACT.name,
      '伪造的话',
      ...words,
      ...secrets,
    ]) {
      expect(log).not.toContain(hidden)
    }
  },
)
