import { showAnswer } from '../../dialog/answers/parse-answer.ts'
import type { CivilDate } from '../../lib/clock.ts'
import { type Content, type Html, html } from '../../lib/html.ts'
import type { ListedProblem } from '../filing-shelf.ts'
import { page, type Setting, type Words } from './layout.ts'
import { photoRow } from './photos.ts'
import { showTime } from './show-time.ts'

export function problemsPage(setting: Setting, problems: ListedProblem[], today: CivilDate): Html {
  const { words } = setting
  const open = problems.some(({ status }) => status === 'open')
  return page(
    setting,
    words('page.problems'),
    html`<p class="page-lead">${words(problems.length === 0 ? 'page.no-problems' : open ? 'page.open-problems' : 'page.all-closed')}</p>
${problems.map(each => problemCard(words, each, today))}`,
  )
}

function problemCard(words: Words, listed: ListedProblem, today: CivilDate): Html {
  const { problem, due, closedAt, how, proof } = listed
  const row = (name: string, content: Content) =>
    content && html`<div class="page-row"><dt>${words(name)}</dt><dd>${content}</dd></div>`
  return html`<section class="page-card">
<h2>${problem.title}</h2>
<p class="page-state">${stateOf(words, listed, today)}</p>
<dl class="page-rows">
${row('page.what', problem.what)}
${row('page.measure', problem.measure)}
${row('page.owner', problem.owner)}
${row('page.due', due && showAnswer({ type: 'date' }, due))}
${row('page.photos', problem.photos.length > 0 && photoRow(words, problem.photos))}
${row('page.how', how)}
${row('page.closed-at', closedAt !== null && showTime(closedAt))}
${row('page.proof', proof.length > 0 && photoRow(words, proof))}
</dl>
</section>`
}

function stateOf(words: Words, { status, problem, due }: ListedProblem, today: CivilDate): string {
  if (status === 'closed') return `✓ ${words('page.problem-closed')}`
  if (status === 'withdrawn') return `– ${words('page.problem-withdrawn')}`
  const state = `○ ${words(problem.state === 'working' ? 'page.problem-working' : 'page.problem-open')}`
  return due !== null && due < today ? `${state} · ! ${words('page.problem-overdue')}` : state
}
