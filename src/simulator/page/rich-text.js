import { el } from './dom.js'

const LINK = /<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>/gi
const ADDRESS = /https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%]*[\w/#=&%-]/gi
const MENU_LINK = /^weixin:\/\/bizmsgmenu\?/i

/**
 * A text message as nodes. WeChat knows one tag, <a>; here only links to web pages and to message menus become links,
 * everything else stays the characters it is. `onTap` receives { text, menuId } of a message-menu link.
 */
export function richText(text, onTap) {
  const nodes = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const link = linkNode(match[1] ?? match[2] ?? '', match[3] ?? '', onTap)
    if (!link) continue
    nodes.push(...plain(text.slice(from, match.index)), link)
    from = match.index + match[0].length
  }
  return [...nodes, ...plain(text.slice(from))]
}

function linkNode(address, label, onTap) {
  const href = address.replaceAll('&amp;', '&').trim()
  if (MENU_LINK.test(href)) return menuLink(new URLSearchParams(href.replace(MENU_LINK, '')), label, onTap)
  return isWeb(href) ? webLink(href, label) : null
}

function menuLink(query, label, onTap) {
  const tap = { text: query.get('msgmenucontent') || label, menuId: query.get('msgmenuid') ?? undefined }
  return el('button', { type: 'button', class: 'link', onclick: () => onTap(tap) }, label)
}

/** Written-out addresses are tappable in WeChat, too. */
function plain(text) {
  const nodes = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    nodes.push(text.slice(from, match.index), webLink(match[0], match[0]))
    from = match.index + match[0].length
  }
  return [...nodes, text.slice(from)].filter(node => node !== '')
}

const webLink = (href, label) =>
  el('a', { class: 'link', href, target: '_blank', rel: 'noopener noreferrer' }, label)

export function isWeb(address) {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}
