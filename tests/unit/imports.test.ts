import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** `target` is a file below src, or the name of a package. */
type Import = { from: string; room: string; target: string; isOwn: boolean; isType: boolean; isLazy: boolean }

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.ts') && !file.startsWith('simulator/page'),
)
const imports: Import[] = files.flatMap(file => {
  const text = readFileSync(join(SRC, file), 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\s+from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...found].map(match => {
    const target = match[2] ?? match[3] ?? ''
    const path = target.startsWith('.') ? relative(SRC, join(SRC, dirname(file), target)) : target
    return {
      from: file,
      room: roomOf(file),
      target: path,
      isOwn: target.startsWith('.'),
      isType: match[1] !== undefined,
      isLazy: match[3] !== undefined,
    }
  })
})

function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file
}

/** Rooms below, in the words of design.md: a room may import itself, and these. */
const MAY: Record<string, string[]> = {
  lib: ['errors.ts'],
  'errors.ts': [],
  dialog: ['lib', 'campaign', 'errors.ts'],
  campaign: ['lib', 'dialog', 'errors.ts'],
  content: ['lib', 'dialog', 'campaign', 'units', 'documents', 'delivery', 'reminders', 'tips', 'errors.ts'],
  turn: ['lib', 'dialog', 'campaign', 'errors.ts'],
  storage: ['lib', 'dialog', 'turn', 'errors.ts'],
  units: ['lib', 'dialog', 'campaign', 'storage', 'turn', 'errors.ts'],
  'self-check': ['lib', 'dialog', 'campaign', 'storage', 'turn', 'units', 'errors.ts'],
  certificates: ['lib', 'dialog', 'campaign', 'storage', 'turn', 'units', 'errors.ts'],
  duties: [
    'lib',
    'dialog',
    'campaign',
    'storage',
    'turn',
    'units',
    'self-check',
    'certificates',
    'errors.ts',
  ],
  delivery: ['lib', 'dialog', 'campaign', 'storage', 'turn', 'errors.ts'],
  reminders: [
    'lib',
    'dialog',
    'campaign',
    'storage',
    'turn',
    'units',
    'self-check',
    'duties',
    'delivery',
    'errors.ts',
  ],
  documents: ['lib', 'dialog', 'campaign', 'storage', 'units', 'self-check', 'certificates', 'errors.ts'],
  tips: ['lib', 'dialog', 'campaign', 'storage', 'turn', 'units', 'delivery', 'errors.ts'],
  wechat: ['lib', 'turn', 'campaign', 'delivery', 'errors.ts'],
  wechaty: ['lib', 'turn', 'dialog', 'campaign', 'delivery', 'errors.ts'],
  rehearsal: [
    'lib',
    'dialog',
    'campaign',
    'storage',
    'turn',
    'units',
    'delivery',
    'reminders',
    'wechat',
    'simulator',
    'errors.ts',
  ],
  simulator: ['lib', 'wechat', 'turn', 'campaign', 'dialog', 'delivery', 'errors.ts'],
  http: ['lib', 'campaign', 'storage', 'turn', 'units', 'self-check', 'reminders', 'errors.ts'],
}

const PACKAGES: Record<string, (file: string) => boolean> = {
  koa: file => /^(http|console|simulator)\//.test(file) || file === 'wechat/webhook.ts',
  '@koa/router': file => /^(http|console|simulator)\//.test(file),
  redis: file => file.startsWith('storage/'),
  kysely: file =>
    /^(storage|units|self-check|certificates|documents|duties|tips|delivery|reminders|rehearsal|inspection|staff)\//.test(
      file,
    ),
  pg: file => file.startsWith('storage/'),
  libsql: file => file.startsWith('storage/'),
  'csv-parse': file => file.startsWith('units/roster/'),
  'read-excel-file/node': file => file.startsWith('units/roster/'),
  'write-excel-file/node': file => file.startsWith('units/roster/'),
  formidable: file => file.startsWith('http/'),
  'age-encryption': file => file.startsWith('tips/'),
  '@scure/base': file => file.startsWith('tips/'),
  docx: file => file.startsWith('documents/'),
  qrcode: file => /^(documents|wechaty)\//.test(file) || file === 'simulator/platform/scene-codes.ts',
  wechaty: file => file.startsWith('wechaty/'),
  'wechaty-puppet-mock': file => file.startsWith('wechaty/'),
  'file-box': file => file.startsWith('wechaty/'),
}

describe('import direction (design.md)', () => {
  it('sees the tree', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.some(({ from, target }) => from === 'main.ts' && target === 'app.ts')).toBe(true)
  })

  it('never points upward', () => {
    const wrong = imports.filter(({ room, target, isOwn }) => {
      if (!isOwn || !MAY[room]) return false
      const goal = roomOf(target)
      return goal !== room && !MAY[room].includes(goal)
    })
    expect(wrong).toEqual([])
  })

  it('keeps each package in its room', () => {
    const wrong = imports.filter(({ from, target }) => PACKAGES[target] && !PACKAGES[target](from))
    expect(wrong).toEqual([])
  })

  it('loads Wechaty, its rooms and its packages only when they are asked for', () => {
    const wrong = imports.filter(({ room, target, isOwn, isType, isLazy }) => {
      const isWechaty = isOwn ? roomOf(target) === 'wechaty' : /^(wechaty|file-box)/.test(target)
      return isWechaty && !isType && !isLazy && !(isOwn && room === 'wechaty')
    })
    expect(wrong).toEqual([])
  })

  it('lets dialog, campaign and lib import only zod, dayjs, yaml and each other (lib: the logger too)', () => {
    const allowed = /^(zod|dayjs(\/.*)?|yaml|node:crypto)$/
    const wrong = imports.filter(({ from, room, target, isOwn, isType }) => {
      if (!['dialog', 'campaign', 'lib'].includes(room) || isType || isOwn) return false
      return !allowed.test(target) && !(from === 'lib/logger.ts' && target === 'pino')
    })
    expect(wrong).toEqual([])
  })

  it('reads the environment in config.ts alone, and app.ts is imported by entries alone', () => {
    const readers = files.filter(file => readFileSync(join(SRC, file), 'utf8').includes('process.env'))
    expect(readers).toEqual(['config.ts'])
    const importers = imports.filter(({ target }) => target === 'app.ts').map(({ from }) => from)
    expect(importers.every(file => !file.includes('/'))).toBe(true)
  })
})
