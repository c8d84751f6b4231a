import { byId, el } from './dom.js'

const KEPT = 50
const KINDS = {
  text: '文本',
  image: '图片',
  location: '位置',
  sticker: '表情',
  voice: '语音',
  video: '视频',
  link: '链接',
  scan: '扫码',
  click: '点菜单',
  view: '打开网页',
  follow: '关注',
  unfollow: '取消关注',
  retry: '微信重发',
}
const FAULTS = {
  late: '5 秒内没有回复',
  unreachable: '连不上服务',
  status: '状态码不是 200',
  malformed: '不是规定的 XML',
  'not-encrypted': '安全模式下回复没有加密',
  signature: 'MsgSignature 不对',
  undecipherable: '解不开，或 AppID 不对',
  addressee: 'ToUserName 或 FromUserName 不对',
  incomplete: '缺少必需的内容',
  'unknown-type': '这种消息类型模拟器不认识',
  'too-long': '文本超过 2048 字节',
}

/** What went over the wire, newest first. `encrypted` says whether the account is in safe mode. */
export function createWirePane({ encrypted }) {
  const list = byId('wire-list')
  byId('wire-mode').textContent = encrypted ? '安全模式' : '明文模式'
  return {
    add(persona, message, { wire }) {
      list.querySelector('.wire-empty')?.remove()
      list.querySelector('details[open]')?.removeAttribute('open')
      list.prepend(exchangeNode(persona, message, wire, encrypted))
      while (list.children.length > KEPT) list.lastElementChild.remove()
    },
  }
}

function exchangeNode(persona, message, wire, encrypted) {
  const title = [KINDS[message.kind], message.text ?? message.key ?? message.label ?? message.scene]
    .filter(Boolean)
    .join(' · ')
  const failed = wire.tries.at(-1).fault !== null
  const summary = el(
    'summary',
    {},
    el('span', { class: 'wire-who' }, persona.short),
    el('span', { class: 'wire-what' }, title),
    el(
      'span',
      { class: failed ? 'badge is-bad' : 'badge' },
      `${wire.reply.status ?? '无回复'} · ${wire.reply.ms} 毫秒`,
    ),
  )
  return el(
    'details',
    { class: 'exchange', open: true, 'data-testid': 'exchange' },
    summary,
    triesNode(wire.tries),
    el('h3', {}, '请求'),
    block('地址和首部', requestLines(wire.request), 'request-head'),
    encrypted ? block('线上：加密的报文', wire.request.encrypted, 'request-encrypted') : null,
    block(encrypted ? '解开之后' : '线上报文', wire.request.open, 'request-open'),
    el('h3', {}, '回复'),
    encrypted ? block('线上：加密的报文', wire.reply.encrypted, 'reply-encrypted') : null,
    block(
      encrypted ? '解开之后' : '线上报文',
      encrypted ? wire.reply.open : wire.reply.encrypted,
      'reply-open',
    ),
  )
}

function triesNode(tries) {
  if (tries.length === 1 && !tries[0].fault) return null
  const items = tries.map(one =>
    el('li', {}, `${one.fault ? FAULTS[one.fault] : '收到回复'} · ${one.ms} 毫秒`),
  )
  return el('ol', { class: 'tries', 'data-testid': 'tries', 'aria-label': '各次推送' }, ...items)
}

function requestLines({ url, headers }) {
  return [`POST ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n')
}

function block(label, text, id) {
  return el(
    'figure',
    // Ciphertext and headers are there to be seen, not to be read.
    { class: id.endsWith('open') ? 'block' : 'block is-short' },
    el('figcaption', {}, label),
    el('pre', { 'data-testid': id }, ...(text ? marked(text) : [el('i', {}, '（空）')])),
  )
}

/** Tags are dimmed, so that what they hold stands out. */
function marked(xml) {
  return xml
    .split(/(<!\[CDATA\[|\]\]>|<\/?[A-Za-z_][^>]*>)/)
    .filter(Boolean)
    .map(part => (/^(<|\]\]>)/.test(part) ? el('span', { class: 'tag' }, part) : part))
}
