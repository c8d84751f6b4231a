import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { FLAGS } from '../../../src/certificates/flags.ts'
import { RUNGS } from '../../../src/delivery/letter.ts'
import { PHRASES } from '../../../src/dialog/check/phrase-names.ts'
import { AnswerSpec } from '../../../src/dialog/content.ts'
import { ERRORS } from '../../../src/errors.ts'
import { CALL_REASONS } from '../../../src/reminders/call-reason.ts'
import { REMINDED, SUBSCRIPTION_KINDS } from '../../../src/reminders/subscription/offers.ts'
import { PLAIN } from '../../../src/reminders/subscription/plain-page.ts'
import { STANDINGS } from '../../../src/reminders/subscription/standing.ts'
import { SAID } from '../../../src/reminders/subscription/subscription-page.ts'
import { TIP_LEVELS } from '../../../src/turn/tip-levels.ts'

const root = new URL('../../../', import.meta.url)
const source = sourceText()
const inFile = [
  'phrases.yaml',
  ...readdirSync(new URL('dialogs/phrases', root)).map(name => `phrases/${name}`),
]
  .map(name => parse(readFileSync(new URL(`dialogs/${name}`, root), 'utf8')) as object)
  .flatMap(Object.keys)

function subscriptions(names: readonly string[], before = '', after = ''): string[] {
  return names.map(name => `subscription.${before}${name}${after}`)
}

/** What a name written with a hole may come to. A new one must be added here. */
const HOLES: Record<string, string[]> = {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are template literals of the source, as text
  'foot.${spec.type}': AnswerSpec.options.map(option => `foot.${option.shape.type.value}`),
  'foot.skip-${place.step.skip}': ['foot.skip-optional', 'foot.skip-later'],
  'hint.${what}': ['voice', 'video', 'file', 'link', 'sticker', 'card'].map(what => `hint.${what}`),
  'hint.${what}-unwanted': ['hint.photo-unwanted', 'hint.location-unwanted'],
  'idle.${body.kind}': ['image', 'voice', 'video', 'file'].map(kind => `idle.${kind}`),
  'duty.${duty.why}': ['no-problems', 'still-checking', 'not-started'].map(why => `duty.${why}`),
  'duty.${duty.why}-overdue': ['still-checking', 'not-started'].map(why => `duty.${why}-overdue`),
  'duty.${standing}': ['met', 'open', 'today', 'overdue'].map(standing => `duty.${standing}`),
  'reminder.${kind}-${standing}': ['paper', 'self-check', 'problem', 'examination', 'certificate'].flatMap(
    kind => ['open', 'today', 'overdue'].map(standing => `reminder.${kind}-${standing}`),
  ),
  'call-list.reason-${reason}': CALL_REASONS.map(reason => `call-list.reason-${reason}`),
  'call-list.way-${rung}': RUNGS.filter(rung => rung !== 'parked').map(rung => `call-list.way-${rung}`),
  'call-list.answer-${outcome}': ['ok', 'refused', 'blocked', 'unknown'].map(
    each => `call-list.answer-${each}`,
  ),
  'reminder.what-${kind}': ['self-check', 'problem', 'examination', 'certificate'].map(
    kind => `reminder.what-${kind}`,
  ),
  'reminder.left-${standing}': ['open', 'today', 'overdue'].map(each => `reminder.left-${each}`),
  'reminder.next-${kindOf(duty)}': ['paper', 'self-check', 'problem', 'examination', 'certificate'].map(
    kind => `reminder.next-${kind}`,
  ),
  'reminder.standing-${standing}': ['open', 'today', 'overdue'].map(each => `reminder.standing-${each}`),
  'duty.${what}-${duty.standing}': ['self-check', 'problem', 'examination', 'expiry', 'review'].flatMap(
    what => ['open', 'today', 'overdue'].map(standing => `duty.${what}-${standing}`),
  ),
  'certificates.flag-${flag}': FLAGS.map(flag => `certificates.flag-${flag}`),
  'subscription.${kind}-title': subscriptions(SUBSCRIPTION_KINDS, '', '-title'),
  'subscription.${kind}-how': subscriptions(SUBSCRIPTION_KINDS, '', '-how'),
  'subscription.ask-${kind}': subscriptions(SUBSCRIPTION_KINDS, 'ask-'),
  'subscription.tells-${each}': subscriptions(REMINDED, 'tells-'),
  'subscription.${standing}': subscriptions(STANDINGS),
  'subscription.${each}': subscriptions(SAID),
  'subscription.${what}-title': subscriptions(PLAIN, '', '-title'),
  'subscription.${what}-text': subscriptions(PLAIN, '', '-text'),
  'command.${id}': ['command.menu', 'command.help'],
  'tip.level-${levelIn(answers)}': TIP_LEVELS.map(level => `tip.level-${level}`),
  'tip.told-${level}': TIP_LEVELS.map(level => `tip.told-${level}`),
  'tip.alarm-${alarm}': ['tip.alarm-danger', 'tip.alarm-deaths'],
  'look-up.due-${what}': ['look-up.due-accept', 'look-up.due-close'],
  'look-up.late-${what}': ['look-up.late-accept', 'look-up.late-close'],
  'tip.urgent-${alarm}': ['tip.urgent-danger', 'tip.urgent-deaths'],
  '${phrase}-unset': ['hotline.card-unset', 'command.human-unset'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
}

/** Dotted names that are no phrases: lists and fields of the dialog language. */
const OTHERS = /^(item|facts|checklist|campaign)\./

/** The rooms that speak, without their comments and without the table itself. */
function sourceText(): string {
  return [
    'dialog',
    'turn',
    'units',
    'self-check',
    'certificates',
    'duties',
    'delivery',
    'reminders',
    'tips/chat',
    'wechaty',
  ]
    .flatMap(room =>
      readdirSync(new URL(`src/${room}`, root), { recursive: true, encoding: 'utf8' }).map(
        name => `${room}/${name}`,
      ),
    )
    .filter(name => name.endsWith('.ts') && !name.startsWith('dialog/check/'))
    .map(name =>
      readFileSync(new URL(`src/${name}`, root), 'utf8').replaceAll(/^\s*(\/\*\*|\*|\/\/).*$/gm, ''),
    )
    .join('\n')
}

/** Literals that name a phrase of a family there is, whatever follows `phrase:`, and what the table of errors says. */
function saidInSource(): string[] {
  const families = new Set([...Object.keys(PHRASES), ...inFile].map(name => name.split('.')[0]))
  const dotted = [...source.matchAll(/'([a-z-]+(?:\.[a-z-]+)+)'/g)].map(match => match[1] ?? '')
  const plain = [...source.matchAll(/phrase: '([^']+)'/g)].map(match => match[1] ?? '')
  const errors = Object.values(ERRORS).flatMap(({ say }) => (say === null ? [] : [say]))
  const literals = dotted.filter(name => families.has(name.split('.')[0]) && !OTHERS.test(name))
  return [...new Set([...literals, ...plain, ...errors, ...Object.values(HOLES).flat()])].toSorted()
}

it('every name with a hole in it is known here, and there is no other', () => {
  const families = Object.keys(PHRASES).map(name => name.split('.')[0])
  const holes = [...source.matchAll(/`([a-z-]*\.?[^`\s.]*\$\{[^`\s]*)`/g)].map(match => match[1] ?? '')
  const phrases = holes.filter(hole => families.includes(hole.split('.')[0]) || hole.includes('phrase'))
  expect([...new Set(phrases)].toSorted()).toEqual(Object.keys(HOLES).toSorted())
})

it('the table of phrases has what the source says, and nothing else', () => {
  const said = saidInSource()
  const table = Object.keys(PHRASES)
  expect({
    unlisted: said.filter(name => !table.includes(name)),
    unused: table.filter(name => !said.includes(name)),
  }).toEqual({
    unlisted: [],
    unused: [],
  })
})

it('the files of phrases have what the source says, and nothing else', () => {
  const said = saidInSource()
  expect({
    missing: said.filter(name => !inFile.includes(name)),
    unused: inFile.filter(name => !said.includes(name)),
  }).toEqual({
    missing: [],
    unused: [],
  })
})

/** Keys of the values written beside a phrase's name; null where some come from elsewhere (`...counts`). */
function valuesBeside(): Map<string, Set<string> | null> {
  const found = new Map<string, Set<string> | null>()
  for (const [, name = '', body = ''] of source.matchAll(
    /(?:phrase: |refuse\()'([^']+)',\s*(?:values: )?\{([^{}]*)\}/g,
  )) {
    const keys = [
      ...body.replaceAll(/\([^()]*\)/g, '').matchAll(/(?:^|,)\s*(?:'([^']+)'|(\w+))\s*(?=[:,]|$)/g),
    ].map(match => match[1] ?? match[2] ?? '')
    const before = found.get(name)
    found.set(name, before === null || body.includes('...') ? null : new Set([...(before ?? []), ...keys]))
  }
  return found
}

it('the table of phrases has the values that the source gives', () => {
  const beside = [...valuesBeside()].filter((each): each is [string, Set<string>] => each[1] !== null)
  expect(beside.length).toBeGreaterThan(20)
  const given = Object.fromEntries(beside.map(([name, keys]) => [name, [...keys].toSorted()]))
  const table = Object.fromEntries(beside.map(([name]) => [name, [...(PHRASES[name] ?? [])].toSorted()]))
  expect(table).toEqual(given)
})
