import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Kysely } from 'kysely'
import { readConfig } from '../src/config.ts'
import { canonicalJson } from '../src/dialog/script.ts'
import { systemRandom } from '../src/lib/random.ts'
import { selfCheckFrame } from '../src/self-check/file-self-check.ts'
import { fileVersion } from '../src/self-check/file-version.ts'
import { fingerprint, snapshotOf } from '../src/self-check/filing.ts'
import { filingLedger } from '../src/self-check/filing-ledger.ts'
import { findingsOf, problemsOf } from '../src/self-check/findings.ts'
import { openDatabase } from '../src/storage/database.ts'
import { migrate } from '../src/storage/migrate.ts'
import { createSeal } from '../src/storage/seal.ts'
import { createShelf } from '../src/storage/shelf.ts'
import type { Tables } from '../src/storage/tables.ts'
import type { Unit } from '../src/units/unit.ts'
import { content } from '../tests/support/content.ts'
import { creditCode } from '../tests/support/conversations.ts'
import {
  type Answers,
  ENTERPRISE,
  ENTERPRISE_CLEAN,
  INSTITUTION,
  INSTITUTION_CLEAN,
  LEDGER,
  problem,
  SCRIPTS,
} from '../tests/unit/documents/filed.ts'
import { memoryOf } from './process-cost.ts'

/** `tsx bench/papers.ts [units]`: the export of all papers as an operator runs it, with its time and memory. */
const UNITS = Number(process.argv[2] ?? 10_000)
/** With the key that the command has where it is given none. */
const seal = createSeal(readConfig({}).dataKey, systemRandom)
const AT = Date.parse('2022-03-18T09:05:00+08:00')
const MEGABYTE = 2 ** 20

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'anpei-bench-papers-'))
  try {
    const url = `sqlite:${join(directory, 'records.sqlite')}`
    await seed(url)
    print(JSON.stringify({ node: process.version, units: UNITS, ...(await exportAll(url, directory)) }))
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** One institution to nine enterprises; a third of all found two problems and keep a ledger. */
async function seed(url: string): Promise<void> {
  const database = await openDatabase(url)
  await migrate(database)
  await createShelf(database, content.scripts, AT)
  await database.db.transaction().execute(async trx => {
    for (let number = 0; number < UNITS; number++) await fileOne(trx, number)
  })
  await database.close()
}

async function fileOne(trx: Kysely<Tables>, number: number): Promise<void> {
  const isInstitution = number % 10 === 0
  const id = number.toString(16).padStart(32, '0')
  const unit = { ...(isInstitution ? INSTITUTION : ENTERPRISE), id, creditCode: creditCode(number) }
  const script = isInstitution ? SCRIPTS.institution : SCRIPTS.enterprise
  await insertUnit(trx, unit, script.hash)
  const clean = isInstitution ? INSTITUTION_CLEAN : ENTERPRISE_CLEAN
  const isBusy = number % 3 === 0
  const answers = isBusy ? withProblems(clean, isInstitution ? 'T2' : 'P-CERT') : clean
  const ledger = isBusy ? filingLedger(seal, LEDGER) : null
  const frame = selfCheckFrame(id, script, unit, answers)
  const snapshot = snapshotOf(script, frame, unit, ledger?.digest)
  const receipt = `ZC20220318-${number}`
  await fileVersion(
    trx,
    {
      receipt,
      selfCheckId: id,
      unit,
      memberId: 'member',
      script: script.hash,
      snapshot: canonicalJson(snapshot),
      sha256: fingerprint(snapshot),
      ledger: ledger?.sealFor(receipt) ?? null,
      problems: problemsOf(findingsOf(script, frame)),
    },
    { person: 'person', message: receipt, at: AT },
  )
}

function withProblems(clean: Answers, item: string): Answers {
  return {
    ...clean,
    [`${item}.result`]: 'partial',
    ...problem(`${item}.1`, { more: 'more' }),
    ...problem(`${item}.2`, { rectified: 'done', proof: ['f'.repeat(32)] }),
  }
}

async function insertUnit(trx: Kysely<Tables>, unit: Unit, script: string): Promise<void> {
  const { id, subject, name, district, industry, level, bureau } = unit
  const times = { created_at: AT, updated_at: AT }
  await trx
    .insertInto('units')
    .values({
      ...{ id, subject, name, district, industry, level, bureau },
      ...times,
      credit_code: unit.creditCode,
      high_risk: null,
      special_ops: null,
    })
    .execute()
  await trx
    .insertInto('self_checks')
    .values({
      id,
      campaign: content.campaign.id,
      unit_id: id,
      subject,
      content_hash: script,
      started_at: AT,
      started_by: 'member',
      updated_at: AT,
    })
    .execute()
}

/** Memory is looked at whenever the command tells how far it is, and four times a second for the peak. */
async function exportAll(url: string, directory: string) {
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/papers.ts', '--all', join(directory, 'papers')],
    {
      cwd: new URL('..', import.meta.url).pathname,
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  let peak = 0
  const look = setInterval(() => {
    if (child.exitCode === null) peak = Math.max(peak, memoryOf(child.pid!))
  }, 250)
  const memory: number[] = []
  let said = ''
  for await (const line of createInterface({ input: child.stdout })) {
    said = line
    if (!line.endsWith(' filings')) continue
    memory.push(Math.round(memoryOf(child.pid!) / MEGABYTE))
    print(`${line}: ${memory.at(-1)} MB`)
  }
  clearInterval(look)
  if ((await ended) !== 0) throw new Error('the export failed')
  const papers = Number(said.split(' ')[0])
  const seconds = (performance.now() - begun) / 1000
  return {
    papers,
    seconds: Math.round(seconds),
    papersPerSecond: Math.round(papers / seconds),
    peakMegabytes: Math.round(peak / MEGABYTE),
    megabytesEvery500: memory,
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
