import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { systemClock } from './lib/clock.ts'
import { createLogger } from './lib/logger.ts'
import { systemRandom } from './lib/random.ts'
import type { InboundBody } from './turn/inbound.ts'

/**
 * `npm run play`: a chat in the terminal with the real turn on a database in memory; nothing is kept and no server runs.
 * What follows the command is sent first: `npm run play -- 自查`. A line `/photo`, `/voice`, `/video`, `/place`
 * or `/sticker` sends one.
 */
const PHOTO = Buffer.from('89504e470d0a1a0a', 'hex')
const SOUND = Buffer.from('#!AMR\n')

const SENT: Record<string, InboundBody> = {
  '/photo': { kind: 'image', mediaId: 'photo', url: '' },
  '/voice': { kind: 'voice', mediaId: 'voice', format: 'amr' },
  '/video': { kind: 'video', mediaId: 'video', thumbId: '', short: false },
  '/place': { kind: 'location', latitude: 25.43, longitude: 119.01, label: '莆田市' },
  '/sticker': { kind: 'unsupported', what: 'sticker' },
}

async function main(): Promise<void> {
  const keys = await mkdtemp(join(tmpdir(), 'anpei-play-'))
  const config = readConfig({
    DATABASE_URL: 'sqlite::memory:',
    CONTENT_DIR: 'dialogs',
    RECIPIENTS_FILE: join(keys, 'recipients.yaml'),
  })
  const app = await createApp(config, {
    wall: systemClock,
    random: systemRandom,
    log: createLogger('error'),
    fetchPhoto: async () => ({ bytes: PHOTO, mediaType: 'image/png' }),
    fetchMedia: async () => ({ bytes: SOUND, mediaType: 'audio/amr' }),
  })
  const person = { channel: 'play' as const, account: 'play', id: 'you' }
  let count = 0
  const send = async (body: InboundBody) => {
    const reply = await app.handleTurn({ key: `play-${++count}`, person, at: systemClock.now(), body })
    process.stdout.write(reply?.body.kind === 'text' ? `\n${reply.body.text}\n\n` : '\n')
  }

  await send({ kind: 'follow' })
  const first = process.argv.slice(2).join(' ')
  if (first) await send({ kind: 'text', text: first })
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  lines.prompt()
  for await (const line of lines) {
    if (line.trim()) await send(toBody(line.trim()))
    lines.prompt()
  }
  await app.close()
  await rm(keys, { recursive: true })
}

function toBody(line: string): InboundBody {
  return SENT[line] ?? { kind: 'text', text: line }
}

await main()
