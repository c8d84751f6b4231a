import type { Speak } from '../dialog/fill.ts'
import { type Html, html } from '../lib/html.ts'
import type { Database } from '../storage/database.ts'
import { createWords, lines, plainPage } from './pages/layout.ts'
import { showTime } from './pages/show-time.ts'

/** Characters of the content hash a paper carries. */
const HASH = /^[0-9a-f]{16}$/

/** The page behind a paper's QR code: whether it says what was filed. It shows nothing of the content. */
export type VerifyPaper = (receipt: string, hash: string) => Promise<{ page: Html; isMatch: boolean }>

export function createVerifyPaper({ db }: Database, speak: Speak): VerifyPaper {
  const words = createWords(speak)
  const title = words('page.verify-title')
  const unknown = { page: plainPage(title, lines(words('page.verify-unknown'))), isMatch: false }

  return async function verifyPaper(receipt, hash) {
    if (!HASH.test(hash)) return unknown
    const row = await db
      .selectFrom('filings')
      .innerJoin('self_checks', 'self_checks.id', 'filings.self_check_id')
      .select(['filings.version', 'filings.filed_at', 'filings.sha256', 'self_checks.version as latest'])
      .where('filings.receipt', '=', receipt)
      .executeTakeFirst()
    if (!row?.sha256.startsWith(hash)) return unknown
    const match = words('page.verify-match', { receipt, version: row.version, time: showTime(row.filed_at) })
    const newer = row.latest > row.version ? lines(words('page.verify-newer')) : ''
    return { page: plainPage(title, html`${lines(match)}${newer}`), isMatch: true }
  }
}
