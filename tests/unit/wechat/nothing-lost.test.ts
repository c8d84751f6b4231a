import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Inbound } from '../../../src/turn/inbound.ts'
import { toInbound } from '../../../src/wechat/inbound.ts'
import { readXml } from '../../../src/wechat/xml.ts'
import { asObject, parseIndependently } from './independent-xml.ts'
import { SAMPLES } from './samples.ts'

/** What the world sent to other libraries; it lies beside the repository on the build machine only. */
const REFERENCE = new URL('../../../../shared/reference/inbound-samples.jsonl', import.meta.url)

/** What a body of each kind carries; the rest of such a message has no use here (Scale, MsgDataId, FileMd5 …). */
const CARRIED: Partial<Record<Inbound['body']['kind'], string[]>> = {
  text: ['Content', 'bizmsgmenuid'],
  image: ['MediaId', 'PicUrl'],
  voice: ['MediaId', 'Format', 'Recognition'],
  video: ['MediaId', 'ThumbMediaId'],
  location: ['Location_X', 'Location_Y', 'Label'],
  link: ['Title', 'Description', 'Url'],
  'mini-program': ['Title', 'AppId', 'PagePath'],
  file: ['Title'],
  unsupported: [],
  unfollow: [],
  scan: ['EventKey'],
  menu: ['EventKey'],
}

/** Said by the kind of the notice, or by the length of its list. */
const IMPLIED = new Set(['MsgType', 'Event', 'Count', 'count', 'SubscribeStatusString'])

type Leaf = [name: string, value: string]

function leavesOf(value: unknown, name = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  if (Array.isArray(value)) return value.flatMap(each => leavesOf(each, name))
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, key))
}

/** Coordinates, counts and times are compared as numbers, ids as text; `qrscene_` and `failed:` come off in front. */
function carries(values: string[], leaf: string): boolean {
  const bare = leaf.replace(/^(qrscene_|failed:\s*)/, '')
  const number = leaf.length < 16 ? Number(leaf) : Number.NaN
  const isSame = (value: string) => Number(value) === number || Number(value) === number * 1000
  return values.some(value => value === leaf || value === bare || (value !== '' && isSame(value)))
}

function lostFrom(xml: string): Leaf[] {
  const inbound = toInbound(readXml(xml))
  const values = leavesOf(inbound).map(([, value]) => value)
  const carried = CARRIED[inbound.body.kind]
  const isMeant = ([name, value]: Leaf) => {
    if (name === 'FromUserName' || name === 'ToUserName' || name === 'CreateTime') return true
    if (name === 'MsgId' || name === 'MsgID') return !inbound.key.includes(value)
    if (inbound.body.kind === 'follow') return name === 'EventKey' && value.startsWith('qrscene_')
    if (name === 'Status' && value === 'success') return false
    return carried ? carried.includes(name) : !IMPLIED.has(name)
  }
  return leavesOf(parseIndependently(xml)).filter(
    leaf => leaf[1] !== '' && isMeant(leaf) && !carries(values, leaf[1]),
  )
}

const reference: string[] = existsSync(REFERENCE)
  ? readFileSync(REFERENCE, 'utf8')
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { xml: string }).xml)
  : []

test('every field of every sample arrives', () => {
  const all = [...SAMPLES.map(each => each.xml).filter(xml => !xml.includes('__proto__')), ...reference]
  for (const xml of all) {
    expect(asObject(readXml(xml)), xml).toEqual(parseIndependently(xml))
    expect(lostFrom(xml), xml).toEqual([])
  }
})

test('this check can see a loss', () => {
  const lossy = SAMPLES.find(each => each.name === 'LOCATION')!.xml.replace(
    '<Precision>65',
    '<Precision>sixty',
  )
  expect(lostFrom(lossy)).toEqual([['Precision', 'sixty.000000']])
})
