import type { payloads, Wechaty } from 'wechaty'
import { toAppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { Inbound } from '../turn/inbound.ts'
import type { WechatyPackage } from './load-wechaty.ts'
import { createReadBody } from './read-body.ts'

/** What an event of the puppet comes to, once per `key`. An aside is said outside every turn: nothing is recorded. */
export type Heard =
  | { kind: 'turn'; key: string; inbound: Inbound }
  | { kind: 'aside'; key: string; to: string; phrase: AsidePhrase }

/** An event of which it is known whose it is. `otherwise`: what it comes to where the rest cannot be read. */
export type Opened = {
  conversation: string
  read: () => Promise<Heard | null>
  otherwise: Heard | null
}

export type AsidePhrase = 'wechaty.group' | 'wechaty.recalled' | 'failed.again'

export type Reading = {
  bot: Wechaty
  types: WechatyPackage['types']
  /** Name of the puppet: with the account that is logged in it says which account a person speaks to. */
  name: string
  wall: Clock
  log: Log
}

/** Puppets play back what was said before; the mark that a message was handled lives 24 h (`TURN_TIMES`). */
const OLD_MS = 23 * 3_600_000
const QUIET_MS = 60_000

/** Tells whose the message with this id is, and reads what it says. Null for what is not for us. */
export function createOpenMessage(reading: Reading): (messageId: string) => Promise<Opened | null> {
  const { bot, types, wall, log } = reading
  const { puppet } = bot
  const readBody = createReadBody(puppet, types)

  return async function openMessage(messageId) {
    const payload = await puppet.messagePayload(messageId)
    const { talkerId, roomId } = payload
    if (talkerId === puppet.currentUserId) return null
    if (instantOf(payload.timestamp) < wall.now() - OLD_MS) return null
    if (roomId) return { conversation: roomId, read: () => readGroup(roomId, messageId), otherwise: null }
    // Once a minute: it may be an account that answers.
    const otherwise = aside(onceAMinute(talkerId), talkerId, 'failed.again')
    return { conversation: talkerId, read: () => readPrivate(payload), otherwise }
  }

  function onceAMinute(conversation: string): string {
    return `${conversation}:${Math.floor(wall.now() / QUIET_MS)}`
  }

  /** In a group chat the bot hears its own name and nothing else, once a minute: another bot may hear its name too. */
  async function readGroup(roomId: string, messageId: string): Promise<Heard | null> {
    const message = await bot.Message.find({ id: messageId })
    if (!(await message?.mentionSelf())) return null
    return aside(onceAMinute(roomId), roomId, 'wechaty.group')
  }

  /** Two accounts that answer each other would never come to an end. */
  async function isPerson(contactId: string): Promise<boolean> {
    return (await puppet.contactPayload(contactId)).type !== types.Contact.Official
  }

  async function readPrivate(payload: payloads.Message): Promise<Heard | null> {
    if (!(await isPerson(payload.talkerId))) return null
    if (payload.type === types.Message.Recalled)
      return aside(payload.id, payload.talkerId, 'wechaty.recalled')
    try {
      const body = await readBody(payload)
      return body && turnOf(reading, payload.talkerId, payload, body)
    } catch (thrown) {
      log.error({ code: toAppError(thrown).code, err: thrown }, 'wechaty: a message could not be read')
      return aside(payload.id, payload.talkerId, 'failed.again')
    }
  }
}

function aside(key: string, to: string, phrase: AsidePhrase): Heard {
  return { kind: 'aside', key, to, phrase }
}

/** Who speaks is who the platform says, on the account that is logged in now. */
export function turnOf(
  { bot: { puppet }, name }: Pick<Reading, 'bot' | 'name'>,
  contactId: string,
  { id, timestamp }: { id: string; timestamp: number },
  body: Inbound['body'],
): Heard {
  const account = `${name}:${puppet.currentUserId}`
  const person = { channel: 'wechaty' as const, account, id: contactId }
  const key = `wechaty:${account}:${contactId}:${id}`
  return { kind: 'turn', key, inbound: { key, person, at: instantOf(timestamp), body } }
}

/** Puppets give seconds or milliseconds. */
export function instantOf(timestamp: number): number {
  return timestamp < 100_000_000_000 ? timestamp * 1000 : timestamp
}
