import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { OfficialPuppetNpmName, Wechaty } from 'wechaty'
import { AppError } from '../errors.ts'
import type { WechatyPackage } from './load-wechaty.ts'

/** The npm name of a puppet, and the options it is made with. */
export type PuppetConfig = { name: string; options: Record<string, unknown> }

/** A puppet, made and not yet connected: what speaks the other platform. */
export type Puppet = Wechaty['puppet']

/**
 * Makes the bot and its puppet. `memory` is where the login of the account is kept between starts, a path without its
 * ending; null keeps none. Throws AppError('config-bad') where the puppet does not take its options.
 */
export async function openBot(
  { WechatyBuilder }: WechatyPackage,
  { name, options }: PuppetConfig,
  memory: string | null,
): Promise<Wechaty> {
  if (memory !== null) await makeMemory(memory)
  const bot = WechatyBuilder.build({
    ...(memory !== null && { name: memory }),
    puppet: name as OfficialPuppetNpmName,
    puppetOptions: options,
  })
  try {
    await bot.init()
  } catch (cause) {
    const why = withoutValues(cause instanceof Error ? cause.message : '', options)
    throw new AppError('config-bad', `\n  WECHATY_PUPPET_OPTIONS: ${name} cannot be made: ${why}`, { cause })
  }
  return bot
}

/** Whoever reads this file can take the account over: it is made before Wechaty would make it for all to read. */
async function makeMemory(memory: string): Promise<void> {
  await mkdir(dirname(memory), { recursive: true })
  const made = writeFile(`${memory}.memory-card.json`, '{}', { flag: 'wx', mode: 0o600 })
  await made.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** The first line of what the puppet says, without the values that were given to it: one of them may be a token. */
function withoutValues(message: string, options: object): string {
  const [line = ''] = message.split('\n')
  const values = Object.values(options).filter(value => typeof value === 'string' && value !== '')
  return values.reduce<string>((text, value) => text.replaceAll(String(value), '…'), line)
}
