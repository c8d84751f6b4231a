import { bubbleContent } from './bubbles.js'
import { campaignNow, stamp } from './campaign-time.js'
import { el, icon } from './dom.js'
import { stickToEnd } from './stick-to-end.js'

const GAP = 5 * 60_000

/** The chat on the screen. An entry is { side: 'me' | 'them' | 'note', kind, at, … }; `at` is campaign time. */
export class ChatLog {
  #log
  #end
  #onTap
  #resend
  #hint = newcomerHint()
  #sample
  #persona = null
  #lastAt = 0

  /** `onTap` hears a message-menu link, `onResend` the “微信重发” button, `onSample` the offered credit code. */
  constructor(log, { onTap, onResend, onSample }) {
    this.#log = log
    this.#end = stickToEnd(log)
    this.#onTap = onTap
    this.#resend = resendButton(onResend)
    this.#sample = sampleButton(() => onSample(this.#persona.creditCode))
  }

  show(chat, persona) {
    this.#persona = persona
    this.#lastAt = 0
    this.#log.replaceChildren(this.#resend, this.#hint, this.#sample)
    for (const entry of chat.entries) this.#place(entry)
    this.#mark(chat)
    this.#end.go()
  }

  append(chat, entries) {
    for (const entry of entries) this.#place(entry)
    this.#mark(chat)
    if (entries.some(entry => entry.side === 'me')) this.#end.go()
    else this.#end.follow()
  }

  /** The hint is for newcomers, the resend button for those who have sent something, the sample for whoever is asked for it. */
  #mark(chat) {
    const last = chat.entries.findLast(entry => entry.side === 'them')
    const code = this.#persona.creditCode
    this.#sample.hidden = !(code && last?.text?.includes('信用代码（18位'))
    this.#sample.textContent = `没有现成的代码？点这里发一个示例：${code}`
    this.#hint.hidden = Boolean(chat.begun)
    this.#resend.hidden = !chat.begun
  }

  #place(entry) {
    const later = entry.at - this.#lastAt
    if (later > GAP || later < 0) this.#resend.before(el('p', { class: 'stamp' }, stamp(entry.at)))
    this.#lastAt = entry.at
    const node = entry.side === 'note' ? noteNode(entry) : messageNode(entry, this.#persona, this.#onTap)
    this.#resend.before(node)
  }
}

export const note = (text, kind = 'note') => ({ side: 'note', kind, text, at: campaignNow() })

function newcomerHint() {
  const words = '试试：点“我的自查”→“开始自查”，或直接发“自查”。要打字，点左下角的键盘。'
  return el('p', { class: 'hint', 'data-testid': 'hint' }, words)
}

function sampleButton(onclick) {
  return el('button', { type: 'button', class: 'hint', 'data-testid': 'sample', onclick })
}

function resendButton(onclick) {
  const title = '把上一条消息原样再推送一次'
  const attributes = { type: 'button', class: 'resend', 'data-testid': 'resend', title, onclick }
  return el('button', attributes, icon('resend'), '微信重发')
}

function noteNode(entry) {
  return el('p', { class: 'note', 'data-testid': 'note', 'data-kind': entry.kind }, entry.text)
}

function messageNode(entry, persona, onTap) {
  const mine = entry.side === 'me'
  const avatar = el('span', {
    class: `avatar ${mine ? `is-${persona.id}` : 'is-account'}`,
    'aria-hidden': 'true',
  })
  avatar.append(mine ? persona.short : icon('shield'))
  const speaker = el('span', { class: 'unseen' }, mine ? '我：' : '公众号：')
  const bubble = el('div', { class: `bubble is-${entry.kind}` }, speaker, ...bubbleContent(entry, onTap))
  return el(
    'div',
    {
      class: `entry ${entry.side}`,
      'data-testid': 'entry',
      'data-side': entry.side,
      'data-kind': entry.kind,
    },
    avatar,
    bubble,
  )
}
