import { type App, createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { toAppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { createLogger } from './lib/logger.ts'
import { systemRandom } from './lib/random.ts'

/** Reads the configuration, starts, says where, and stops in order on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLogger(config.logLevel)
  const app = await createApp(config, { wall: systemClock, random: systemRandom, log, showLogin })
  const closeTerminal = await terminalFor(app)
  const port = await app.listen()
  log.info({ port, simulated: config.simulated, role: config.role }, 'listening')
  if (config.simulated) announceSimulator(config, port)
  else if (config.wechat.aesKeys.length === 0) {
    log.warn(
      {},
      'plain mode: pushes are not encrypted and can be forged; set WECHAT_ENCODING_AES_KEY and safe mode in the WeChat console',
    )
  }

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    closeTerminal()
    await app.close()
    log.info({}, 'stopped')
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function announceSimulator(config: Config, port: number): void {
  const host = config.http.host === '0.0.0.0' ? '127.0.0.1' : config.http.host
  process.stdout.write(`\n  安培助手模拟器  http://${host}:${port}/simulator\n\n`)
}

/** A person of the mock puppet's platform, where somebody sits at the terminal; for every other puppet nothing. */
async function terminalFor({ wechaty }: App): Promise<() => void> {
  if (!wechaty || !process.stdin.isTTY) return () => {}
  const { openTerminal } = await import('./wechaty/terminal.ts')
  return openTerminal({ puppet: wechaty.puppet, input: process.stdin, output: process.stdout })
}

async function showLogin(code: string): Promise<void> {
  const { drawLogin } = await import('./wechaty/draw-login.ts')
  process.stdout.write(await drawLogin(code))
}

/** What is wrong and what to do, for whoever reads the terminal; never a stack, never a value. */
function remedyOf(thrown: unknown): string {
  const { code, message } = toAppError(thrown)
  if (code === 'config-bad') return message
  if (code === 'store-away')
    return `${message}: cannot be reached; see whether it runs, then DATABASE_URL and REDIS_URL`
  return message
}

main().catch(thrown => {
  process.stderr.write(`anpei cannot start.\n${remedyOf(thrown)}\n`)
  process.exit(1)
})
