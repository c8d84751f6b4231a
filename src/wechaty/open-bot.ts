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
 * ending; null keeps none. Throws AppError('config-bad') where the puppet does not take its options, or the login cannot
 * be kept.
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
  const file = `${memory}.memory-card.json`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '{}', { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return
    const what = `${file}: cannot be written; the login of the account is kept there`
    throw new AppError('config-bad', `\n  ${what}`, { cause })
  }
}

/** The first line of what the puppet says, without the values that were given to it: one of them may be a token. */
function withoutValues(message: string, options: object): string {
  const [line = ''] = message.split('\n')
  return stringsIn(options).reduce((text, value) => text.replaceAll(value, '…'), line)
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
