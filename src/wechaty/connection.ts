import type { Wechaty } from 'wechaty'
import { toAppError } from '../errors.ts'
import type { Clock, Instant } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { WechatyPackage } from './load-wechaty.ts'

export type ConnectionOptions = {
  bot: Wechaty
  types: WechatyPackage['types']
  /** Name of the puppet, for the operator. */
  name: string
  log: Log
  wall: Clock
  /** Hears the text of a QR code that the account's owner scans to log in. */
  showLogin: (code: string) => void
  /** How long a login is waited for before the connection is made anew, by how often that was done. */
  waitMs?: (attempt: number) => number
}

export type Connection = {
  /** Connects in the background, and again whenever the connection is lost. */
  start(): void
  stop(): Promise<void>
}

/** A connection that lasted this long was a good one. */
const STEADY_MS = 5 * 60_000
/** While a code is shown it is for a person to act; a platform shows a new one every few minutes. */
const SCAN_MS = 10 * 60_000
const QUIET_MS = 10_000

/** Twice what Wechaty gives a puppet to start. It leaves listeners behind at each start (1.20.2): one more reason to grow slow. */
const backoffMs = (attempt: number) => Math.min(30_000 * 2 ** attempt, 5 * 60_000)

/**
 * Keeps the puppet logged in. Wechaty tells of a failed start only by an event, and puppets mend some losses by
 * themselves: so it is the login that counts, and whoever does not log in within the wait is stopped and started anew.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { bot, types, name, log, wall, showLogin, waitMs = backoffMs } = options
  const { puppet } = bot
  let isWanted = false
  let attempt = 0
  let since: Instant = 0
  let quietUntil: Instant = 0
  let heldBack = 0
  let timer: NodeJS.Timeout | undefined
  let work = Promise.resolve()

  puppet.on('login', () => {
    clearTimeout(timer)
    since = wall.now()
    log.info({ puppet: name }, 'wechaty: logged in')
  })
  puppet.on('logout', () => {
    if (!isWanted) return
    if (wall.now() - since > STEADY_MS) attempt = 0
    log.warn({ puppet: name }, 'wechaty: the connection is lost and will be made anew')
    wait(waitMs(attempt))
  })
  puppet.on('scan', ({ qrcode, status }) => {
    if (!qrcode || (status !== types.ScanStatus.Waiting && status !== types.ScanStatus.Timeout)) return
    log.warn({ puppet: name }, 'wechaty: waiting for the code to be scanned')
    showLogin(qrcode)
    wait(SCAN_MS)
  })
  // Without a listener an error of the puppet would end the process.
  bot.on('error', error => report(error))

  /** A puppet in trouble may tell of it many times a second. */
  function report(thrown: unknown): void {
    heldBack += 1
    if (wall.now() < quietUntil) return
    log.error(
      { puppet: name, code: 'puppet-away', count: heldBack, err: thrown },
      'wechaty: an error of the puppet',
    )
    quietUntil = wall.now() + QUIET_MS
    heldBack = 0
  }

  function wait(milliseconds: number): void {
    clearTimeout(timer)
    if (isWanted) timer = setTimeout(again, milliseconds)
  }

  function again(): void {
    if (puppet.isLoggedIn) return
    attempt += 1
    log.warn({ puppet: name, attempt }, 'wechaty: not logged in, connecting again')
    work = work.then(() => attemptTo(() => bot.stop())).then(connect)
  }

  async function connect(): Promise<void> {
    if (!isWanted) return
    wait(waitMs(attempt))
    await attemptTo(() => bot.start())
  }

  async function attemptTo(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (thrown) {
      report(toAppError(thrown))
    }
  }

  return {
    start() {
      isWanted = true
      work = work.then(connect)
    },
    async stop() {
      isWanted = false
      clearTimeout(timer)
      await work
      await attemptTo(() => bot.stop())
    },
  }
}
