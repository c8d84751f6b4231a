import { setTimeout as delay } from 'node:timers/promises'
import type { Speak } from '../dialog/fill.ts'
import { toAppError } from '../errors.ts'
import type { Instant } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { HandleTurn } from '../turn/handle-turn.ts'
import type { Inbound } from '../turn/inbound.ts'
import { createLanes } from '../turn/lanes.ts'
import type { Reply } from '../turn/reply.ts'
import type { Heard } from './read-message.ts'
import { createRecent } from './recent.ts'
import { type Outgoing, type Say, toOutgoing } from './say.ts'
import type { createSendPapers, PapersFor } from './send-papers.ts'

/** Leaves a reply for the next message of whoever sent this one; false while that person is talking. */
export type ParkReply = (inbound: Inbound, late: string, until?: Instant) => Promise<boolean>

/** What a message is handed to. */
export type Turns = { handle: HandleTurn; park: ParkReply; papersFor: PapersFor }

type Answer = Omit<Reply, 'at'>

export type ConverseOptions = Omit<Turns, 'papersFor'> & {
  say: Say
  sendPapers: ReturnType<typeof createSendPapers>
  speak: Speak
  log: Log
}

export type Converse = {
  handOver(heard: Heard): void
  /** Resolves when all that was handed over is answered. */
  done(): Promise<void>
}

/** A puppet may deliver a message again for as long as its platform remembers it. */
const REMEMBERED = 10_000
const PARK_TRIES = 60
const PARK_MS = 1_000

/**
 * Hands messages to their turns at once, so that each has its place in line before the next one is heard of, and says
 * the answers of one conversation in that order. Never throws and never rejects.
 */
export function createConverse(options: ConverseOptions): Converse {
  const { handle, say, sendPapers, park, speak, log } = options
  const isNew = createRecent(REMEMBERED)
  const lanes = createLanes()
  const underWay = new Set<Promise<void>>()

  function inLine(conversation: string, tell: () => Promise<void>): void {
    const told = lanes.run(conversation, tell, async () => {}).catch(thrown => report(thrown, 'not said'))
    underWay.add(told)
    void told.finally(() => underWay.delete(told))
  }

  async function answerTo(inbound: Inbound): Promise<Answer | null> {
    try {
      return await handle(inbound)
    } catch (thrown) {
      report(thrown, 'a turn failed')
      return { body: { kind: 'text', text: speak({ phrase: 'failed.again' }) } }
    }
  }

  async function tell(inbound: Inbound, answer: Answer | null): Promise<void> {
    const all = answer ? toOutgoing(answer.body) : []
    try {
      for (const each of all) await say(inbound.person.id, each)
    } catch (thrown) {
      report(thrown, 'a reply waits for the next message')
      return keep(inbound, all, answer?.until)
    }
    if (answer?.papers) await sendPapers(inbound.person, answer.papers)
  }

  /** A platform never sends a message again, so what could not be said must not be lost. */
  async function keep(inbound: Inbound, all: Outgoing[], until?: Instant): Promise<void> {
    const late = all.filter(each => typeof each === 'string').join('\n\n')
    for (let tries = 0; tries < PARK_TRIES && late !== ''; tries++) {
      if (await park(inbound, late, until)) return
      await delay(PARK_MS)
    }
  }

  function report(thrown: unknown, what: string): void {
    const error = toAppError(thrown)
    log.error({ code: error.code, err: error }, `wechaty: ${what}`)
  }

  return {
    handOver(heard) {
      if (!isNew(heard.key)) return
      if (heard.kind === 'aside') {
        const text = speak({ phrase: heard.phrase })
        return inLine(heard.to, () => say(heard.to, text))
      }
      const { inbound } = heard
      const answer = answerTo(inbound)
      inLine(inbound.person.id, async () => tell(inbound, await answer))
    },
    async done() {
      await Promise.all(underWay)
    },
  }
}
