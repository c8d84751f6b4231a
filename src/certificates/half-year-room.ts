import type { Say } from '../dialog/answer.ts'
import { showAnswer } from '../dialog/answers/parse-answer.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Room } from '../turn/room.ts'
import { examinationOn } from './appointment.ts'

export const HALF_YEAR = 'half-year'

/** The room of the dialog `half-year`: an appointment in, the deadline out, nothing kept. */
export function createHalfYearRoom(): Room {
  return {
    dialogs: [HALF_YEAR],
    async apply(event, _frame, _script, { today }) {
      return event.type === 'answered'
        ? { finished: true, say: [sayDeadline(String(event.value), today)] }
        : {}
    },
  }
}

function sayDeadline(appointedOn: CivilDate, today: CivilDate): Say {
  const examination = examinationOn(appointedOn, null, today)
  const days = examination.state === 'passed' ? 0 : examination.days
  const values = { appointed: showDay(appointedOn), deadline: showDay(examination.deadline), days }
  if (examination.state === 'overdue') return { phrase: 'half-year.overdue', values }
  return { phrase: days === 0 ? 'half-year.today' : 'half-year.ahead', values }
}

const showDay = (date: CivilDate) => showAnswer({ type: 'date' }, date)
