import { canonicalJson } from '../dialog/script.ts'
import { AppError } from '../errors.ts'
import type { Seal } from '../storage/seal.ts'

const PURPOSE = 'filing-ledger'

/** Names its holders, so it is filed sealed; the snapshot says no more of it than a keyed digest, equal for equal rows. */
export type FilingLedger = { digest: string; sealFor(receipt: string): Uint8Array }

/** A unit's ledger as it would be filed now; null while it has no line. */
export type LedgerToFile = (unitId: string) => Promise<FilingLedger | null>

/** `rowsOf` is another room's: what the rows say is its own affair, as long as it is JSON. */
export function createLedgerToFile(
  seal: Seal,
  rowsOf: (unitId: string) => Promise<object | null>,
): LedgerToFile {
  return async function ledgerToFile(unitId) {
    const rows = await rowsOf(unitId)
    return rows && filingLedger(seal, rows)
  }
}

export function filingLedger(seal: Seal, rows: object): FilingLedger {
  const text = canonicalJson(rows)
  return {
    digest: seal.hash(PURPOSE, text),
    sealFor: receipt => seal.seal(PURPOSE, receipt, Buffer.from(text)),
  }
}

/** The rows as they were filed. Throws AppError('internal') where they are not those of the receipt and the digest. */
export function openLedger(seal: Seal, receipt: string, sealed: Uint8Array, digest: string): unknown {
  const text = Buffer.from(seal.open(PURPOSE, receipt, sealed)).toString('utf8')
  if (seal.hash(PURPOSE, text) !== digest)
    throw new AppError('internal', `ledger of filing ${receipt} is not what was filed`)
  return JSON.parse(text)
}
