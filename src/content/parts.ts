import type { z } from 'zod'
import { flaw } from '../dialog/check/flaw.ts'
import type { ToConfirm } from './content.ts'
import { type Kind, kindOf, SCHEMAS, SINGLE_FILES } from './layout.ts'
import { type Located, type Parsed, parseFile } from './parse-file.ts'
import type { LineOf } from './source-lines.ts'
import { toConfirmIn } from './to-confirm.ts'

type ValueOf<K extends Kind> = z.infer<(typeof SCHEMAS)[K]>

/** A well-formed file. */
export type Part<K extends Kind> = { file: string; value: ValueOf<K>; lineOf: LineOf }

/** All files of the content, each well formed. */
export type Parts = { [K in (typeof SINGLE_FILES)[number]]: Part<K> } & {
  /** `phrases.yaml`, and one file each for what has many. */
  phrases: Part<'phrases'>[]
  calendars: Part<'calendar'>[]
  checklists: Part<'checklist'>[]
  dialogs: Part<'dialog'>[]
}

export type FileFlaw = Located & { file: string }

/** `parts` is null as soon as a file is missing or malformed; `check` is there whenever its own file is sound. */
export type Read = {
  parts: Parts | null
  check: Part<'check'> | null
  flaws: FileFlaw[]
  toConfirm: ToConfirm[]
}

type ParsedFile<K extends Kind> = Parsed<ValueOf<K>> & { file: string }

/** Parses every file, and tells which are missing. */
export function readParts(files: ReadonlyMap<string, Uint8Array>): Read {
  const of = <K extends Kind>(kind: K): ParsedFile<K>[] =>
    [...files]
      .filter(([name]) => kindOf(name) === kind)
      .map(([file, bytes]) => ({ file, ...(parseFile(bytes, SCHEMAS[kind]) as Parsed<ValueOf<K>>) }))
  const read = {
    campaign: of('campaign'),
    menu: of('menu'),
    faq: of('faq'),
    papers: of('papers'),
    reminders: of('reminders'),
    templates: of('templates'),
    'tip-settings': of('tip-settings'),
    roster: of('roster'),
    check: of('check'),
    phrases: of('phrases'),
    calendars: of('calendar'),
    checklists: of('checklist'),
    dialogs: of('dialog'),
  }
  const all: ParsedFile<Kind>[] = Object.values(read).flat()
  const missing = [...SINGLE_FILES, 'phrases' as const]
    .filter(kind => read[kind].length === 0)
    .map(kind => missingFile(`${kind}.yaml`))
  return {
    parts: partsOf(read),
    check: soundOf(read.check)[0] ?? null,
    flaws: [...missing, ...all.flatMap(({ file, located }) => located.map(each => ({ ...each, file })))],
    toConfirm: all.flatMap(({ file, raw, lineOf }) => toConfirmIn(file, raw, lineOf)),
  }
}

function missingFile(file: string): FileFlaw {
  return { file, line: 1, flaw: flaw([], 'file-missing', { name: file }) }
}

type ReadFiles = { [K in (typeof SINGLE_FILES)[number]]: ParsedFile<K>[] } & {
  phrases: ParsedFile<'phrases'>[]
  calendars: ParsedFile<'calendar'>[]
  checklists: ParsedFile<'checklist'>[]
  dialogs: ParsedFile<'dialog'>[]
}

function partsOf(read: ReadFiles): Parts | null {
  if (Object.values(read).some(files => files.some(({ value }) => value === null))) return null
  const [campaign] = soundOf(read.campaign)
  const [menu] = soundOf(read.menu)
  const [faq] = soundOf(read.faq)
  const [papers] = soundOf(read.papers)
  const [tipSettings] = soundOf(read['tip-settings'])
  const [reminders] = soundOf(read.reminders)
  const [templates] = soundOf(read.templates)
  const [roster] = soundOf(read.roster)
  const [check] = soundOf(read.check)
  const phrases = soundOf(read.phrases)
  if (!campaign || !menu || !faq || !papers || !tipSettings || !roster || !check) return null
  if (!reminders || !templates || phrases.length === 0) return null
  const calendars = soundOf(read.calendars)
  return {
    campaign,
    phrases,
    menu,
    faq,
    papers,
    reminders,
    templates,
    'tip-settings': tipSettings,
    roster,
    check,
    calendars,
    checklists: soundOf(read.checklists),
    dialogs: soundOf(read.dialogs),
  }
}

function soundOf<K extends Kind>(files: ParsedFile<K>[]): Part<K>[] {
  return files.flatMap(({ file, value, lineOf }) => (value === null ? [] : [{ file, value, lineOf }]))
}
