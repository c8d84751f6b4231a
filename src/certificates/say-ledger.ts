import type { Say } from '../dialog/answer.ts'
import { showAnswer } from '../dialog/answers/parse-answer.ts'
import type { Speak } from '../dialog/fill.ts'
import type { CivilDate } from '../lib/clock.ts'
import { examinationDeadline } from './appointment.ts'
import type { Certificate, Verification } from './certificate.ts'
import { type Flag, worstFirst } from './flags.ts'
import type { Labels } from './labels.ts'
import { maskedName } from './masked-name.ts'

type Words = { speak: Speak; labels: Labels }

/** The ledger as a chat shows it: names masked, what is worst on top, each line with its flags. */
export function sayLedger(
  unit: string,
  certificates: readonly Certificate[],
  today: CivilDate,
  words: Words,
): Say {
  const lines = worstFirst(certificates, today)
  const flagged = lines.filter(({ flags }) => flags.length > 0).length
  const rows = lines
    .map((line, index) => sayLine(index + 1, maskedName(line.verification.name), line, words))
    .join('\n')
  return { phrase: 'certificates.list', values: { unit, total: lines.length, flagged, rows } }
}

/** One line with its flags, under the name given. */
export function sayLine(
  n: number,
  name: string,
  { verification, flags }: { verification: Verification; flags: Flag[] },
  { speak, labels }: Words,
): string {
  const { category, lastFour, validUntil } = verification
  const values = {
    n,
    name,
    role: labels('role', verification.role),
    category: category && speak({ phrase: 'certificates.category', values: { category } }),
    number: lastFour && speak({ phrase: 'certificates.number', values: { 'last-four': lastFour } }),
    'checked-on': showDay(verification.checkedOn),
    result: labels('result', verification.result),
    until:
      validUntil === null
        ? ''
        : speak({ phrase: 'certificates.until', values: { date: showDay(validUntil) } }),
  }
  const line = speak({ phrase: 'certificates.row', values })
  return flags.length === 0 ? line : `${line}\n${sayFlags(flags, verification, speak)}`
}

function sayFlags(flags: Flag[], { appointedOn }: Verification, speak: Speak): string {
  const deadline = appointedOn === null ? '' : showDay(examinationDeadline(appointedOn))
  const said = flags.map(flag => speak({ phrase: `certificates.flag-${flag}`, values: { deadline } }))
  return speak({ phrase: 'certificates.flags', values: { flags: said.join('；') } })
}

const showDay = (date: CivilDate) => showAnswer({ type: 'date' }, date)
