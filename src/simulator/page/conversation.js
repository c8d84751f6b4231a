import * as api from './api.js'
import { campaignNow } from './campaign-time.js'
import { note } from './chat-log.js'
import { loadChat, saveChat } from './chat-store.js'

const FAULT = '该公众号提供的服务出现故障，请稍后再试'

/**
 * Whose phone it is, what was said on each, and what is under way. A late reply finds its own chat after a switch of
 * persona; what comes to a phone that is not in hand counts as unread.
 */
export class Conversation {
  persona = null
  #log
  #wire
  #onChange
  #chats = new Map()
  #waiting = new Map()

  /** `onChange` is called whenever `persona`, `followed`, `isWaiting` or `unread` may have changed. */
  constructor({ log, wire, onChange }) {
    this.#log = log
    this.#wire = wire
    this.#onChange = onChange
  }

  get followed() {
    return this.isFollower(this.persona)
  }

  get isWaiting() {
    return (this.#waiting.get(this.persona.id) ?? 0) > 0
  }

  unread(persona) {
    return this.#chatOf(persona).unread ?? 0
  }

  isFollower(persona) {
    return this.#chatOf(persona).followed === true
  }

  /** A persona's first opening follows the account, so that a newcomer is greeted. */
  async open(persona) {
    this.persona = persona
    const chat = this.#chatOf(persona)
    chat.unread = 0
    saveChat(persona, chat)
    this.#log.show(chat, persona)
    this.#onChange()
    if (chat.followed === null) await this.setFollowed(true)
  }

  /** Sends `message`; `entry` is what my own side shows, nothing for menu taps. */
  async say(message, entry, persona = this.persona) {
    if (message.kind !== 'follow') this.#chatOf(persona).begun = true
    this.#add(persona, entry ? [{ side: 'me', at: campaignNow(), ...entry }] : [])
    await this.#during(persona, async () => {
      const exchange = await api.send(persona.id, message)
      this.#wire.add(persona, message, exchange)
      this.#setFollowing(persona, exchange.follows)
      this.#add(persona, exchange.bubbles.map(bubbleEntry))
    })
  }

  /** What the account sent by the API, and when. */
  receive(persona, incoming, at) {
    this.#add(persona, [{ side: 'them', at, ...incoming }])
    this.#onChange()
  }

  async resend() {
    const { persona } = this
    await this.#during(persona, async () => {
      const exchange = await api.retry(persona.id)
      this.#wire.add(persona, { kind: 'retry' }, exchange)
      this.#add(persona, retryEntries(exchange))
    })
  }

  async setFollowed(followed) {
    this.#setFollowing(this.persona, followed)
    await this.say({ kind: followed ? 'follow' : 'unfollow' })
  }

  note(text, kind) {
    this.#add(this.persona, [note(text, kind)])
  }

  clear() {
    const empty = { followed: this.followed, entries: [] }
    this.#chats.set(this.persona.id, empty)
    saveChat(this.persona, empty)
    this.#log.show(empty, this.persona)
  }

  #chatOf(persona) {
    if (!this.#chats.has(persona.id)) this.#chats.set(persona.id, loadChat(persona))
    return this.#chats.get(persona.id)
  }

  /** One who follows by scanning learns it from the answer. */
  #setFollowing(persona, follows) {
    const chat = this.#chatOf(persona)
    if (chat.followed === follows) return
    chat.followed = follows
    this.#add(persona, [note(follows ? '你已关注该公众号' : '你已取消关注该公众号')])
  }

  #add(persona, entries) {
    const chat = this.#chatOf(persona)
    chat.entries.push(...entries)
    if (persona !== this.persona)
      chat.unread = (chat.unread ?? 0) + entries.filter(entry => entry.side === 'them').length
    saveChat(persona, chat)
    if (persona === this.persona) this.#log.append(chat, entries)
  }

  /** Runs one exchange; a failure of the simulator itself becomes a note. */
  async #during(persona, work) {
    this.#wait(persona, +1)
    try {
      await work()
    } catch (thrown) {
      this.#add(persona, [note(thrown.message, 'error')])
    } finally {
      this.#wait(persona, -1)
    }
  }

  #wait(persona, change) {
    this.#waiting.set(persona.id, (this.#waiting.get(persona.id) ?? 0) + change)
    this.#onChange()
  }
}

function bubbleEntry(bubble) {
  if (bubble.kind === 'fault') return note(FAULT, 'fault')
  return { side: 'them', at: campaignNow(), ...bubble }
}

/** The phone shows the first answer only, so an equal one adds no bubble. */
function retryEntries({ bubbles, same }) {
  const retried = what => note(`微信重发了上一条：${what}`, 'retry')
  if (bubbles.some(bubble => bubble.kind === 'fault')) return [retried('没有得到能用的回复。')]
  if (same) return [retried('回复与上次完全相同，手机上不再显示。')]
  if (bubbles.length === 0) return [retried('这次公众号没有再发消息。')]
  return [retried('回复与上次不同。'), ...bubbles.map(bubbleEntry)]
}
