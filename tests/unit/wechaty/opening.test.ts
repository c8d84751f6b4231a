import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { loadWechaty, type WechatyPackage } from '../../../src/wechaty/load-wechaty.ts'
import { openBot } from '../../../src/wechaty/open-bot.ts'

const wechaty = await loadWechaty('wechaty-puppet-mock')
const MOCK = { name: 'wechaty-puppet-mock', options: {} }

const missing = async () => {
  throw new Error('ERR_MODULE_NOT_FOUND')
}

it.each([
  ['wechaty', { wechaty: missing, puppet: async () => {} }],
  ['wechaty-puppet-example', { wechaty: async () => wechaty, puppet: missing }],
])('where %s is not installed, what to type is said', async (name, packages) => {
  await expect(loadWechaty('wechaty-puppet-example', packages)).rejects.toMatchObject({
    code: 'config-bad',
    message: expect.stringContaining(`npm install ${name}`),
  })
})

it('prints nothing, also where a package has a log of its own', () => {
  expect(wechaty.log.level()).toBe('silent')
  const Log = wechaty.log.constructor as new () => typeof wechaty.log
  expect(new Log().level()).toBe('silent')
})

it('a puppet that refuses its options is told with the remedy and without their values', async () => {
  const WechatyBuilder = {
    build: () => ({
      init: async () => {
        throw new Error('puppet_a1b2c3 is not a token\n    puppet_a1b2c3')
      },
    }),
  } as unknown as WechatyPackage['WechatyBuilder']
  const config = { name: 'wechaty-puppet-example', options: { tls: { token: 'puppet_a1b2c3' }, cache: {} } }
  const opening = openBot({ ...wechaty, WechatyBuilder }, config, null)
  await expect(opening).rejects.toMatchObject({
    code: 'config-bad',
    message: expect.stringMatching(/WECHATY_PUPPET_OPTIONS: wechaty-puppet-example .* … is not a token$/),
  })
})

it('the login is kept where only this user can read it, and is there at the next start', async () => {
  const memory = join(inject('runDir'), randomUUID(), 'wechaty')
  const file = `${memory}.memory-card.json`
  await openBot(wechaty, MOCK, memory)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await writeFile(file, '{"login":"kept"}')
  await openBot(wechaty, MOCK, memory)
  expect(await readFile(file, 'utf8')).toBe('{"login":"kept"}')
})

it('a memory that cannot be written stops the start', async () => {
  const file = join(inject('runDir'), randomUUID())
  await writeFile(file, '')
  await expect(openBot(wechaty, MOCK, join(file, 'below', 'wechaty'))).rejects.toMatchObject({
    code: 'config-bad',
  })
})
