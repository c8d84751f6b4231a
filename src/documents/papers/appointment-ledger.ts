import { toCivil } from '../../campaign/civil-date.ts'
import { type Examination, examinationOn } from '../../certificates/appointment.ts'
import type { AppointmentRow } from '../../certificates/ledger-rows.ts'
import { showDay } from '../../dialog/answers/civil-day.ts'
import type { CivilDate } from '../../lib/clock.ts'
import { fillWith } from '../fill-with.ts'
import { type ListHead, listPaper, type Shares } from '../list-paper.ts'
import type { Cell, Paper } from '../paper.ts'
import type { PapersContent } from '../papers-content.ts'
import type { PaperSetting } from '../setting.ts'

const SHARES: Shares = {
  number: { share: 11, narrow: true },
  name: { share: 30 },
  role: { share: 43 },
  appointed: { share: 33, narrow: true },
  due: { share: 33, narrow: true },
  passed: { share: 33, narrow: true },
  standing: { share: 60 },
}

/** 任职考核台账: appointed when, to be examined by when, passed when, and how that stood on the day of the filing. */
export function appointmentLedgerPaper(rows: AppointmentRow[], head: ListHead, setting: PaperSetting): Paper {
  const words = setting.words['appointment-ledger']
  const cells = rows.map(row => cellsOf(row, toCivil(head.at), words.standings))
  const body = { heads: words.columns, shares: SHARES, rows: cells, note: words.rule }
  return listPaper('appointment-ledger', words, head, body, setting)
}

type Standings = PapersContent['appointment-ledger']['standings']

function cellsOf(
  { name, role, appointedOn, passedOn }: AppointmentRow,
  day: CivilDate,
  words: Standings,
): Cell[] {
  const examination = examinationOn(appointedOn, passedOn, day)
  return [
    [name],
    [role],
    [showDay(appointedOn)],
    [showDay(examination.deadline)],
    passedOn ? [showDay(passedOn)] : [],
    [standingWords(examination, words)],
  ]
}

function standingWords(examination: Examination, words: Standings): string {
  if (examination.state === 'passed') return words[examination.when]
  const { state, days } = examination
  return fillWith(state === 'overdue' ? words.overdue : words.open, { days })
}
