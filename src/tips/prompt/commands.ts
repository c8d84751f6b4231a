import type { TipRef } from '../change-tip.ts'
import { type CaseDesk, type Done, SHELVES } from '../desk/case-desk.ts'
import { REFUSAL_REASONS, type RefusalReason } from '../settings-content.ts'
import type { ReferralKind } from '../tip.ts'
import { writeEvidence } from './evidence-folder.ts'
import { sayNext, sayReadFirst } from './say-next.ts'
import { sayWaiting } from './say-waiting.ts'
import { UNREAD, WHY_NOT } from './say-why-not.ts'
import { type Names, showLine, showTip } from './show-tip.ts'

/** `atHand` is the number of the tip last worked on, for which a dot stands; `seen` is the tip last opened, as it was then. */
export type Setting = Names & { desk: CaseDesk; atHand?: string; seen?: TipRef }

/** What a line comes to; `isDone` false: nothing was changed or shown, and the lines say why. */
export type Said = { isDone: boolean; lines: string[] }

/** `takes` words stand before the free text that may follow. */
type Command = {
  usage: string
  takes: number
  run(setting: Setting, given: string[], words: string): Promise<Said>
}

const done = (...lines: string[]): Said => ({ isDone: true, lines })
const notDone = (...lines: string[]): Said => ({ isDone: false, lines })

const REFERRALS: Record<string, ReferralKind> = { market: 'market-regulator', police: 'police' }

/**
 * An action on a tip as it was opened, or else as it is now: nothing that came after the opening counts as read. News that was not
 * opened here is in the way of all but `noted`, which says that it was read elsewhere: an action would end it.
 */
function action(
  usage: string,
  takes: number,
  run: (desk: CaseDesk, tip: TipRef, given: string[], words: string) => Promise<Done> | string,
  news: 'must-be-open' | 'was-read' = 'must-be-open',
): Command {
  return {
    usage,
    takes: takes + 1,
    async run(setting, [number = '', ...given], words) {
      const { desk, seen } = setting
      const tip = await desk.find(number.toUpperCase())
      if (!tip) return notDone(WHY_NOT.unknown, sayNext(null))
      const ref = seen?.number === tip.number ? seen : tip
      if (tip.hasNews && ref === tip && news === 'must-be-open') return notDone(UNREAD, sayReadFirst(tip))
      const came = await run(desk, ref, given, words)
      if (typeof came === 'string') return notDone(came, sayNext(tip))
      if (!came.ok) return notDone(WHY_NOT[came.why], sayNext(tip))
      if (ref === seen) setting.seen = came.tip
      return done(showLine(came.tip, setting), sayNext(came.tip))
    },
  }
}

/** By its place in the list that `open` shows. */
async function referralAt(desk: CaseDesk, { number }: TipRef, place = ''): Promise<string> {
  const tip = await desk.open(number)
  return (tip.ok && tip.referrals[Number(place) - 1]?.id) || ''
}

const READING: Record<string, Command> = {
  list: {
    usage: `list [${SHELVES.join('|')}] [after]`,
    takes: 2,
    async run({ desk, ...names }, [name = 'open', after]) {
      const shelf = SHELVES.find(each => each === name)
      if (!shelf) return notDone(WHY_NOT.nothing)
      const { lines, next } = await desk.list(shelf, after)
      const shown = lines.map(line => showLine(line, names))
      const more = next ? [`more: list ${shelf} ${next}`] : []
      const none = shelf === 'news' ? 'no news' : `no tips ${shelf}`
      return done(...(shown.length > 0 ? shown : [none]), ...more, ...(await sayWaiting(desk)), sayNext(null))
    },
  },
  open: {
    usage: 'open <number>',
    takes: 1,
    async run(setting, [number = '']) {
      const tip = await setting.desk.open(number.toUpperCase())
      if (!tip.ok) return notDone(WHY_NOT[tip.why], sayNext(null))
      setting.seen = { number: tip.number, version: tip.version }
      return done(...showTip(tip, setting), '', sayNext(tip))
    },
  },
  evidence: {
    usage: 'evidence <number> <folder> [original]   without metadata, unless the original is asked for',
    takes: 3,
    run: ({ desk }, [number = '', folder = '', copy]) =>
      takeEvidence(desk, number.toUpperCase(), folder, copy === 'original' ? 'original' : 'clean'),
  },
  identity: {
    usage: 'identity <number> --reason <why>   for custodians',
    takes: 1,
    async run(setting, [number = ''], words) {
      const { desk, seen } = setting
      const opened = await desk.identity(number.toUpperCase(), words.replace(/^--reason\s*/, ''))
      // The opening itself made the next version.
      if (opened.ok && seen?.number === number.toUpperCase())
        setting.seen = { ...seen, version: seen.version + 1 }
      if (opened.ok) return done(`${opened.contact.name} ${opened.contact.phone}`)
      return notDone(opened.why === 'no-words' ? 'give the reason too: --reason <why>' : WHY_NOT[opened.why])
    },
  },
  prove: {
    usage: 'prove <number> <receipt hash>',
    takes: 2,
    run: async ({ desk }, [number = '', proof = '']) =>
      (await desk.proves(number.toUpperCase(), proof))
        ? done('yes: filed with this content')
        : notDone('no: not filed so'),
  },
}

async function takeEvidence(
  desk: CaseDesk,
  number: string,
  folder: string,
  copy: 'original' | 'clean',
): Promise<Said> {
  if (!folder) return notDone('name a folder too, after the number')
  const tip = await desk.open(number)
  if (!tip.ok) return notDone(WHY_NOT[tip.why])
  const all = [{ tip: number, evidence: tip.content.evidence }, ...tip.messages].flatMap(
    ({ tip, evidence = [] }) => evidence.map(({ id }) => ({ tip, id })),
  )
  const lines: string[] = []
  for (const [index, { tip, id }] of all.entries()) {
    const taken = await desk.evidence(tip, id, copy)
    if (!taken.ok) return notDone(...lines, WHY_NOT[taken.why])
    const written = await writeEvidence(folder, { number, count: index + 1 }, taken)
    if ('fault' in written) return notDone(...lines, written.fault)
    const isRaw = copy === 'clean' && !taken.isClean
    lines.push(isRaw ? `${written.name}  NOT cleaned: look at it before you hand it on` : written.name)
  }
  return done(...lines, `${all.length} files in ${folder}`)
}

const ACTIONS: Record<string, Command> = {
  classify: action('classify <number> <category>', 1, (desk, tip, [category = '']) =>
    desk.classify(tip, category),
  ),
  accept: action('accept <number>', 0, (desk, tip) => desk.accept(tip)),
  refuse: action('refuse <number> <reason> [words]', 1, (desk, tip, [reason], words) =>
    isReason(reason) ? desk.refuse(tip, reason, words) : `reasons: ${REFUSAL_REASONS.join(' ')}`,
  ),
  investigate: action('investigate <number>', 0, (desk, tip) => desk.investigate(tip)),
  handle: action('handle <number>', 0, (desk, tip) => desk.handle(tip)),
  ask: action('ask <number> <question>', 0, (desk, tip, _, words) => desk.ask(tip, words)),
  reply: action('reply <number> <words>', 0, (desk, tip, _, words) => desk.reply(tip, words)),
  noted: action(
    'noted <number>   what the reporter added was read and needs nothing more',
    0,
    (desk, tip) => desk.noted(tip),
    'was-read',
  ),
  refer: action('refer <number> <market|police> <to whom>', 1, (desk, tip, [kind = ''], words) =>
    REFERRALS[kind] ? desk.refer(tip, REFERRALS[kind], words) : 'refer to market or to police',
  ),
  approve: action(
    'approve <number> <n>   a referral to the police that somebody else proposed',
    1,
    async (desk, tip, [n]) => desk.approve(tip, await referralAt(desk, tip, n)),
  ),
  receipt: action(
    'receipt <number> <n> [words]   a referral was acknowledged',
    1,
    async (desk, tip, [n], words) => desk.receipt(tip, await referralAt(desk, tip, n), words),
  ),
  answer: action('answer <number> <words>', 0, (desk, tip, _, words) => desk.answer(tip, words)),
  close: action('close <number>', 0, (desk, tip) => desk.close(tip)),
  reopen: action('reopen <number> <why>', 0, (desk, tip, _, words) => desk.reopen(tip, words)),
  extend: action('extend <number> <days> <why>', 1, (desk, tip, [days], words) =>
    desk.extend(tip, Number(days), words),
  ),
  merge: action('merge <number> <into>', 1, (desk, tip, [into = '']) => desk.merge(tip, into.toUpperCase())),
  reroute: action('reroute <number> <bureau|custodian> <why>', 1, (desk, tip, [to = ''], words) =>
    desk.reroute(tip, to, words),
  ),
}

const COMMANDS: Record<string, Command> = { ...READING, ...ACTIONS }

function isReason(reason: string | undefined): reason is RefusalReason {
  return REFUSAL_REASONS.some(each => each === reason)
}

/** What a typed line comes to. Names of commands are English; what it shows of a tip is as the reporter wrote it. */
export async function runLine(setting: Setting, line: string): Promise<Said> {
  const { command, parts, words } = readLine(line)
  if (!command && /^(help)?$/.test(line.trim())) return done(...help(setting))
  if (!command) return notDone('there is no such command', ...help(setting))
  const given = parts.map(part => (part === '.' ? (setting.atHand ?? part) : part))
  if (!given[0] && command.usage.includes('<number>')) return notDone(`give a number: ${command.usage}`)
  if (given[0] && TIP_NUMBER.test(given[0])) setting.atHand = given[0]
  return command.run(setting, given, words)
}

/** Whether a line has somebody's own words in it, in their place or not; `-`, for what is piped in, is none. */
export function hasWords(line: string): boolean {
  const { command, parts, words } = readLine(line)
  const isMisplaced = command !== COMMANDS.evidence && !parts.every(part => /^[\x21-\x7e]*$/.test(part))
  return isMisplaced || !/^(--reason\s+)?-?$/.test(words)
}

function readLine(line: string): { command: Command | undefined; parts: string[]; words: string } {
  const [name = '', rest = ''] = splitAt(line.trim(), 1)
  if (!Object.hasOwn(COMMANDS, name)) return { command: undefined, parts: [], words: rest }
  const command = COMMANDS[name]!
  const parts = splitAt(rest, command.takes)
  const [words = ''] = parts.splice(command.takes)
  return { command, parts, words }
}

const TIP_NUMBER = /^JB\d{8}-\w+$/i

function help({ settings }: Setting): string[] {
  return [
    ...Object.values(COMMANDS).map(({ usage }) => `  ${usage}`),
    `  categories: ${settings.categories.map(({ id }) => id).join(' ')}`,
    `  reasons: ${REFUSAL_REASONS.join(' ')}`,
    "  words are typed here; behind npm run desk … end the command with ' -' and type or pipe them in",
    sayNext(null),
  ]
}

/** The first words of a text, and what remains as it was written. */
function splitAt(text: string, count: number): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest && parts.length < count) {
    const [word = ''] = rest.split(/\s/, 1)
    parts.push(word)
    rest = rest.slice(word.length).trim()
  }
  return rest ? [...parts, rest] : parts
}
