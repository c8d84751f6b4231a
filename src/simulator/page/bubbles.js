import { el, icon } from './dom.js'
import { isWeb, richText } from './rich-text.js'

/** What stands inside a bubble. `onTap` hears { text, menuId } of a tap on an option. */
export function bubbleContent(entry, onTap) {
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
    case 'video':
      return [icon('video'), el('span', { class: 'unseen' }, '视频')]
    case 'link':
      return [articleNode(entry)]
    case 'news':
      return entry.articles.map(articleNode)
    case 'menu':
      return menuNodes(entry, onTap)
    case 'notice':
      return noticeNodes(entry)
    default:
      return [entry.text ?? '']
  }
}

/** Of my own photo a small copy is kept here; the full one may be gone after a restart. */
function photoNode(entry) {
  const mine = entry.side === 'me'
  const address = `/simulator/media/${mine ? entry.image : entry.mediaId}`
  const picture = el('img', {
    src: mine ? entry.thumb : address,
    alt: mine ? '我发的照片' : '公众号发的图片',
  })
  return el('a', { href: address, target: '_blank', rel: 'noopener' }, picture)
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

/** A message menu: a tap sends the option's words with its id. */
function menuNodes({ head, items, tail }, onTap) {
  const option = ({ id, content }) =>
    el(
      'button',
      { type: 'button', class: 'link option', onclick: () => onTap({ text: content, menuId: id }) },
      content,
    )
  return [head, ...items.map(option), tail]
}

/** A service notice, of a template or a subscription: title, fields, and where it leads. */
function noticeNodes({ title, fields, url }) {
  const rows = fields.flatMap(({ name, value }) => [el('dt', {}, name), el('dd', {}, value)])
  const address = {
    class: 'notice-link',
    href: url,
    target: '_blank',
    rel: 'noopener',
    'data-testid': 'notice-link',
  }
  return [
    el('strong', { class: 'notice-title' }, title),
    el('dl', { class: 'notice-fields' }, ...rows),
    url && isWeb(url) ? el('a', address, '查看') : null,
  ]
}
