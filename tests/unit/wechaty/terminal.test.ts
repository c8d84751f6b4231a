import { PassThrough } from 'node:stream'
import { afterEach, expect, it } from 'vitest'
import { createWechaty, type WechatyChannel } from '../../../src/wechaty/create-wechaty.ts'
import { drawLogin } from '../../../src/wechaty/draw-login.ts'
import { openTerminal } from '../../../src/wechaty/terminal.ts'
import { createWorld } from '../../support/world.ts'

let channel: WechatyChannel
afterEach(() => channel.stop())

it('a line typed in the terminal is a message of a person, /photo is a photo, and the answers are printed', async () => {
  const { wall, log } = createWorld()
  const config = { name: 'wechaty-puppet-mock', options: {} }
  channel = await createWechaty({ config, speak: () => '', wall, log, showLogin: () => {} })
  const [input, output] = [new PassThrough(), new PassThrough()]
  let printed = ''
  output.on('data', chunk => (printed += chunk))
  const close = openTerminal({ puppet: channel.puppet, input, output })
  channel.start({
    handle: async ({ at, body }) => {
      const text =
        body.kind === 'text' ? body.text : (await (body as { bring(): Promise<object> }).bring()) && '照片'
      return { at, body: { kind: 'text', text: `听到${text}` } }
    },
    park: async () => true,
    papersFor: async () => [],
  })
  await expect.poll(() => printed).toContain('其他平台（Wechaty）')
  input.write('\n自查\n/photo\n')
  await expect.poll(() => printed).toMatch(/听到自查\n\n> \n听到照片\n/)
  close()
  expect(input.isPaused()).toBe(true)
})

it('a login code is drawn, and one too long for a picture is written', async () => {
  expect(await drawLogin('https://login.example/1')).toContain('▄')
  expect(await drawLogin('1'.repeat(8_000))).toContain('1111')
})
