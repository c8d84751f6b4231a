import { createInterface } from 'node:readline'
import type { PuppetMock } from 'wechaty-puppet-mock'
import type { Puppet } from './open-bot.ts'

export type TerminalOptions = { puppet: Puppet; input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

/** A photo of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

function isMock(puppet: Puppet): puppet is Puppet & PuppetMock {
  return puppet.name().startsWith('wechaty-puppet-mock')
}

/**
 * A person on the mock's platform, typing in this terminal. A line is sent as a message, `/photo` sends a photo. Gives
 * what closes it.
 */
export function openTerminal({ puppet, input, output }: TerminalOptions): () => void {
  if (!isMock(puppet)) return () => {}
  const { mocker } = puppet
  const account = mocker.createContact({ name: '安培助手' })
  const person = mocker.createContact({ name: '某人' })
  mocker.use(() => {
    mocker.login(account)
    return () => {}
  })
  const lines = createInterface({ input, output, prompt: '> ', terminal: false })
  puppet.on('login', () => {
    output.write(
      '\n  其他平台（Wechaty）：在这里打字，就是那边的人在说话，先发“菜单”；/photo 发一张照片。\n\n',
    )
    lines.prompt()
  })
  puppet.on('message', async ({ messageId }) => {
    const { talkerId, text = '[文件]' } = await puppet.messagePayload(messageId)
    if (talkerId !== account.id) return
    output.write(`\n${text}\n\n`)
    lines.prompt()
  })
  lines.on('line', line => void sendLine(line.trim()))

  async function sendLine(line: string): Promise<void> {
    if (line === '' || !puppet.isLoggedIn) return lines.prompt()
    person.say(line === '/photo' ? await photo() : line).to(account)
  }
  return () => lines.close()
}

async function photo() {
  const { FileBox } = await import('file-box')
  return FileBox.fromBase64(PIXEL, 'pixel.png')
}
