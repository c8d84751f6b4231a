import { showDay } from '../dialog/answers/civil-day.ts'
import { showAnswer } from '../dialog/answers/parse-answer.ts'
import { createFrame, type Frame } from '../dialog/frame.ts'
import type { Script } from '../dialog/script.ts'
import type { Moment, Outcome, Room, Shelf } from '../turn/room.ts'
import type { Membership } from '../units/unit-store.ts'
import { filedValues } from './duty.ts'
import { fileSelfCheck, isComplete, type Submission, selfCheckFrame } from './file-self-check.ts'
import { handOver } from './hand-over.ts'
import type { Rectification } from './rectify.ts'
import type { SelfCheckDependencies } from './self-check-room.ts'
import type { OpenProblem } from './self-check-store.ts'

export type RectifyDependencies = SelfCheckDependencies & { shelf: Shelf }

/**
 * The room of the dialog `rectify`: what is entered is kept with each problem at once; the submission closes problems
 * and files the self-check anew, so that list and filing say the same.
 */
export function createRectifyRoom(deps: RectifyDependencies): Room {
  const { selfChecks, units, shelf, campaign } = deps

  return {
    dialogs: ['rectify'],
    async apply(event, frame, _script, moment) {
      const present = await units.membershipOf(moment.person)
      if (!present) return { finished: true, say: [{ phrase: 'member.gone' }] }
      const open = await selfChecks.openProblems(campaign.id, present.unit.id)
      if (event.type === 'answered') return keep(event.path, frame, open)
      if (event.type === 'submitted') return submit(present, frame, open, moment)
      for (const { id } of open) await selfChecks.keepEntered(id, {})
      return {}
    },
  }

  async function keep(path: string, frame: Frame, open: OpenProblem[]): Promise<Outcome> {
    const key = path.slice(0, path.indexOf('.'))
    const problem = open.find(each => keyOf(each) === key)
    const day = String(frame.answers[path])
    if (problem && path.endsWith('.done-on') && day < problem.foundOn) {
      const values = { date: showDay(problem.foundOn), read: showDay(day) }
      return { reject: { phrase: 'rectify.early', values } }
    }
    if (problem) await selfChecks.keepEntered(problem.id, enteredFor(key, frame.answers))
    return {}
  }

  async function submit(
    present: Membership,
    frame: Frame,
    open: OpenProblem[],
    moment: Moment,
  ): Promise<Outcome> {
    const changes = open.flatMap(problem => changeOf(problem, enteredFor(keyOf(problem), frame.answers)))
    const writer = { person: moment.person, message: moment.message, at: moment.now }
    if (frame.subject) await selfChecks.rectify(frame.subject, changes, writer)
    // Not off the changes: a retry after a crash finds the problems closed already.
    const states = (frame.lists.problems ?? []).map(({ id }) => frame.answers[`${id}.state`])
    if (states.every(state => state === 'skip'))
      return { finished: true, say: [{ phrase: 'rectify.unchanged' }] }
    const submission = await fileAgain(present, moment)
    const filed = submission?.filed
    const done = states.filter(state => state === 'done').length
    const left = states.length - done
    const phrase = !filed ? 'rectify.kept' : left > 0 ? 'rectify.filed' : 'rectify.all-done'
    const head = { phrase, values: { done, open: left, ...(filed && filedValues(filed)) } }
    const handedOver = submission ? await handOver(deps, present, submission, moment) : []
    return { finished: true, say: [head, ...handedOver], ...(filed && { papers: filed.receipt }) }
  }

  /** Null while a new version is being written that is not complete: it will be filed with that. */
  async function fileAgain(present: Membership, moment: Moment): Promise<Submission | null> {
    const { unit } = present
    const selfCheck = await selfChecks.find(campaign.id, unit.id)
    const script = selfCheck?.subject === unit.subject && (await shelf.byHash(selfCheck.script))
    if (!script) return null
    const frame = selfCheckFrame(selfCheck.id, script, unit, await selfChecks.answers(selfCheck.id))
    return isComplete(script, frame) ? fileSelfCheck(deps, present, frame, script, moment) : null
  }
}

/** The rectification of all open problems, with what was entered before. */
export function rectifyFrame(script: Script, open: OpenProblem[]): Frame {
  const answers: Frame['answers'] = {}
  for (const problem of open) {
    for (const [step, value] of Object.entries(problem.entered)) answers[`${keyOf(problem)}.${step}`] = value
  }
  const problems = open.map(problem => ({
    id: keyOf(problem),
    title: problem.problem.title,
    what: problem.problem.what,
    measure: problem.problem.measure,
    owner: problem.problem.owner,
    due: problem.problem.due === null ? '' : showAnswer({ type: 'date' }, problem.problem.due),
  }))
  return createFrame({
    dialog: 'rectify',
    script: script.hash,
    subject: open[0]?.selfCheckId ?? null,
    lists: { problems },
    answers,
  })
}

/** `T1.1` becomes `T1-1`: a dot would divide an answer's path. */
function keyOf({ path }: Pick<OpenProblem, 'path'>): string {
  return path.replaceAll('.', '-')
}

function enteredFor(key: string, answers: Frame['answers']): Frame['answers'] {
  const prefix = `${key}.`
  const own = Object.entries(answers).filter(([path]) => path.startsWith(prefix))
  return Object.fromEntries(own.map(([path, value]) => [path.slice(prefix.length), value]))
}

function changeOf({ id, path }: OpenProblem, entered: Frame['answers']): Rectification[] {
  const base = { problemId: id, path }
  if (entered.state === 'done') {
    const proof = Array.isArray(entered.proof) ? entered.proof : []
    return [{ ...base, state: 'done', proof, how: String(entered.how), doneOn: String(entered['done-on']) }]
  }
  if (entered.state === 'skip') return [{ ...base, state: 'skip' }]
  const due = entered['new-due']
  return entered.state === 'working'
    ? [{ ...base, state: 'working', due: typeof due === 'string' ? due : null }]
    : []
}
