import { campaignNow, stamp } from './campaign-time.js'
import { el, icon } from './dom.js'
import { isWeb, richText } from './rich-text.js'
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
  const bubble = el('div', { class: `bubble is-${entry.kind}` }, speaker, ...content(entry, onTap))
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

function content(entry, onTap) {
  switch (entry.kind) {
    case 'text':
      return entry.side === 'me' ? [entry.text] : richText(entry.text, onTap)
    case 'image':
      return [photoNode(entry)]
    case 'location':
      return [
        el('span', { class: 'place' }, entry.text),
        el('span', { class: 'map', 'aria-hidden': 'true' }, icon('pin')),
      ]
    case 'sticker':
      return [icon('smile'), el('span', { class: 'unseen' }, '表情')]
    case 'voice':
      return ['3″', icon('wave'), el('span', { class: 'unseen' }, '语音')]
    case 'news':
      return entry.articles.map(articleNode)
    default:
      return [entry.text ?? '']
  }
}

/** Of my own photo a small copy is kept here; the full one may be gone after a restart. */
function photoNode(entry) {
  if (entry.side === 'them') return `[图片] ${entry.mediaId}`
  const picture = el('img', { src: entry.thumb, alt: '我发的照片' })
  return el('a', { href: `/simulator/media/${entry.image}`, target: '_blank', rel: 'noopener' }, picture)
}

function articleNode(article) {
  const address = isWeb(article.url) ? article.url : undefined
  return el(
    'a',
    { class: 'article', href: address, target: '_blank', rel: 'noopener noreferrer' },
    el('strong', {}, article.title),
    el('span', {}, article.description),
  )
}
