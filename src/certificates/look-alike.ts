import { domainToUnicode } from 'node:url'
import type { Say } from '../dialog/answer.ts'
import { foldText } from '../dialog/answers/fold.ts'

/** The only platform there is (domain §2.4): a host is it or is not, letter by letter. */
const OFFICIAL = 'cx.mem.gov.cn'
/** The ministry's own name, the platform's too: nobody else can have hosts below it. */
const MINISTRY = /(^|\.)mem\.gov\.cn$/
const RETIRED = 'cx.saws.org.cn'

export type Imitation = { host: string; kind: 'look-alike' | 'retired' }

/** What stands between two links: spaces, Chinese characters, and punctuation that no host has. */
const BETWEEN = /[\s\p{Script=Han}"'“”‘’<>(){}《》【】「」。、,;!|…]+/u
const LINK = /^(?:[^/?#\\]*\/\/)?([^/?#\\]*)(.*)$/u
const NAME = /\.\p{L}[\p{L}\d-]*\p{L}$/u
/** Dotted, decimal, hexadecimal, or IPv6. */
const ADDRESS = /^(?:\d+(?:\.\d+){0,3}|0x[\da-f]+|[\da-f]*:[\da-f:]+)$/

type Link = { host: string; isAddress: boolean; decoy: string }

/**
 * Hosts in a text that pass for the platform and are not: names that play on it, foreign letters and punycode, bare
 * addresses, links that carry its name and open another host, and its retired predecessor. Ordinary text and links
 * have none.
 */
export function imitationsIn(text: string): Imitation[] {
  const found = foldText(text)
    .toLowerCase()
    .split(BETWEEN)
    .flatMap(token => linkIn(token) ?? [])
    .flatMap(link => judge(link) ?? [])
  return [...new Map(found.map(each => [each.host, each])).values()]
}

/** What is said before the normal reply to such a text. The host is not repeated: WeChat would make a link of it. */
export function asides(text: string): Say[] {
  const kinds = imitationsIn(text).map(({ kind }) => kind)
  const values = { host: OFFICIAL }
  if (kinds.includes('look-alike')) return [{ phrase: 'certificates.look-alike', values }]
  return kinds.includes('retired') ? [{ phrase: 'certificates.retired', values }] : []
}

/** A link, or a name that a phone would make one of; null for any other word. */
function linkIn(token: string): Link | null {
  // Any other scheme before bare figures is somebody's punctuation: “OK：//3”.
  const isLink = /https?:\/\//.test(token)
  const [, authority = '', rest = ''] = LINK.exec(token) ?? []
  const at = authority.lastIndexOf('@')
  const host = hostOf(authority.slice(at + 1))
  const isAddress = ADDRESS.test(host) && (isLink || (/^\d+(\.\d+){3}$/.test(host) && rest.startsWith('/')))
  if (!isAddress && !NAME.test(host)) return null
  return { host, isAddress, decoy: `${authority.slice(0, Math.max(at, 0))}${rest}` }
}

/** Without port, brackets, and what was written before a colon or after a full stop. */
function hostOf(written: string): string {
  const bracketed = /^\[(.+)\]/.exec(written)?.[1]
  if (bracketed?.includes(':')) return bracketed
  return written
    .replace(/:\d*$/, '')
    .replace(/^.*:/, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

function judge({ host, isAddress, decoy }: Link): Imitation | null {
  if (host === RETIRED) return { host, kind: 'retired' }
  const carriesName = skeletonOf(decoy).includes(skeletonOf(OFFICIAL))
  const imitates =
    hasForeignLetters(host) || (!MINISTRY.test(host) && (isAddress || carriesName || playsOnName(host)))
  return imitates ? { host, kind: 'look-alike' } : null
}

/** Letters beyond plain Latin and Chinese are there to be mistaken; punycode hides them. */
function hasForeignLetters(host: string): boolean {
  const shown = host.includes('xn--') ? domainToUnicode(host) : host
  return shown === '' || /[^\p{Script=Han}\p{ASCII}]/u.test(shown)
}

function playsOnName(host: string): boolean {
  const seen = skeletonOf(host)
  if (/cxmem|memcx|memgov/.test(seen)) return true
  const parts = host.split(/[.-]/).map(skeletonOf)
  if (parts.includes('mem') && (parts.includes('cx') || parts.includes('gov'))) return true
  return isOneSlipAway(seen, skeletonOf(OFFICIAL))
}

/** What a glance sees: rn is an m, vv a w, 0 an o, 1 an l, 3 an e; dots and hyphens vanish. */
function skeletonOf(text: string): string {
  return text
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('3', 'e')
    .replace(/[^a-z0-9]/g, '')
}

/** One character added, left out or put differently, or two neighbours swapped. */
function isOneSlipAway(one: string, other: string): boolean {
  let head = 0
  while (head < one.length && one[head] === other[head]) head++
  const agree = (skipped: number, missed: number) => one.slice(head + skipped) === other.slice(head + missed)
  const isSwapped = one[head] === other[head + 1] && one[head + 1] === other[head] && agree(2, 2)
  return agree(1, 0) || agree(0, 1) || agree(1, 1) || isSwapped
}
