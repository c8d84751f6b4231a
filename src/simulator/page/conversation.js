import * as api from './api.js'
import { campaignNow } from './campaign-time.js'
import { note } from './chat-log.js'
import { loadChat, saveChat } from './chat-store.js'

const FAULT = '该公众号提供的服务出现故障，请稍后再试'

/** Whose phone it is, what was said on it, and what is under way. A late reply finds its own chat after a switch of persona. */
export class Conversation {
  persona = null
  #log
  #wire
  #onChange
  #chats = new Map()
  #waiting = new Map()

  /** `onChange` is called whenever `persona`, `followed` or `isWaiting` may have changed. */
  constructor({ log, wire, onChange }) {
    this.#log = log
    this.#wire = wire
    this.#onChange = onChange
  }

  get followed() {
    return this.#chatOf(this.persona).followed === true
  }

  get isWaiting() {
    return (this.#waiting.get(this.persona.id) ?? 0) > 0
  }

  /** A persona's first opening follows the account, so that a newcomer is greeted. */
  async open(persona) {
    this.persona = persona
    this.#log.show(this.#chatOf(persona), persona)
    this.#onChange()
    if (this.#chatOf(persona).followed === null) await this.setFollowed(true)
  }

  /** Sends `message`; `entry` is what my own side shows, nothing for menu taps. */
  async say(message, entry, persona = this.persona) {
    if (message.kind !== 'follow') this.#chatOf(persona).begun = true
    this.#add(persona, entry ? [{ side: 'me', at: campaignNow(), ...entry }] : [])
    await this.#during(persona, async () => {
      const exchange = await api.send(persona.id, message)
      this.#wire.add(persona, message, exchange)
      this.#add(persona, exchange.bubbles.map(bubbleEntry))
    })
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
    this.#chatOf(this.persona).followed = followed
    this.note(followed ? '你已关注该公众号' : '你已取消关注该公众号')
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

  #add(persona, entries) {
    const chat = this.#chatOf(persona)
    chat.entries.push(...entries)
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
