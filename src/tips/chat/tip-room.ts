import type { Say } from '../../dialog/answer.ts'
import type { Speak } from '../../dialog/fill.ts'
import { createFrame, type Frame } from '../../dialog/frame.ts'
import type { DialogEvent } from '../../dialog/hear.ts'
import type { Script } from '../../dialog/script.ts'
import { toAppError } from '../../errors.ts'
import type { Random } from '../../lib/random.ts'
import type { Moment, Outcome, Room } from '../../turn/room.ts'
import { allowedTipLevels, FEWER_LEVELS } from '../../turn/tip-levels.ts'
import type { Clocks, TipSettings } from '../settings-content.ts'
import type { Receipt, TipIntake } from '../tip.ts'
import { alarmIn } from './alarm.ts'
import { RECEIPT, TIP_OFF } from './dialogs.ts'
import { evidenceKey, newSecret } from './draft-secret.ts'
import type { EvidenceKeeper } from './evidence-keeper.ts'
import type { KnownUnits } from './known-units.ts'
import { levelIn, newTip } from './new-tip.ts'
import type { Submissions } from './submissions.ts'
import { isAboutBureau, mayBeUnit } from './whom.ts'

export type TipRoomDependencies = {
  intake: TipIntake
  evidence: EvidenceKeeper
  units: KnownUnits
  settings: Pick<TipSettings, 'clocks' | 'alarm' | 'about-bureau' | 'elsewhere'>
  submissions: Submissions
  speak: Speak
}

type Answered = DialogEvent & { type: 'answered' }

const NO_UNIT = { match: 'no', unit: '', 'unit-id': '' }
const NOBODY = { named: 'no', 'about-bureau': 'no', ...NO_UNIT }

/** A draft from the start. Its answers are nowhere but in the session, until the day is over that it may last to. */
export function tipFrame(script: Script, random: Random, moment: Moment, days: number): Frame {
  return createFrame({
    dialog: TIP_OFF,
    script: script.hash,
    subject: null,
    facts: {
      secret: newSecret(random),
      'only-named': isOnlyNamed(moment) ? 'yes' : 'no',
      story: 'no',
      ...NOBODY,
    },
    until: moment.now + days * 86_400_000,
  })
}

function isOnlyNamed({ ref }: Moment): boolean {
  return allowedTipLevels(ref.channel).every(level => level === 'named')
}

/** The room of the dialog `tip-off`: nothing is recorded of it before it is submitted, but evidence, sealed. */
export function createTipRoom(deps: TipRoomDependencies): Room {
  const { intake, evidence, units, settings, submissions, speak } = deps

  return {
    dialogs: [TIP_OFF],
    async apply(event, frame, script, moment) {
      if (event.type === 'submitted') return submit(frame, script, moment)
      if (event.type === 'answered') return answered(event, frame, moment)
      await evidence.dropped(frame.answers.evidence, [])
      return { facts: { story: 'no', ...NOBODY } }
    },
    keep: (body, frame, { path }, { now }) =>
      evidence.keep(body, evidenceKey(frame), now, frame.answers[path]),
  }

  async function answered(event: Answered, frame: Frame, { ref }: Moment): Promise<Outcome> {
    const { answers } = frame
    switch (event.path) {
      case 'level':
        return allowedTipLevels(ref.channel).some(level => level === answers.level)
          ? { say: [sayLevel(frame)] }
          : { reject: { phrase: FEWER_LEVELS } }
      case 'level-here':
        return event.value === 'yes' ? { say: [sayLevel(frame)] } : leave(frame)
      case 'story':
        return { facts: { story: 'yes' } }
      case 'matter':
        return { say: [{ phrase: 'tip.belongs', values: { office: officeFor(String(answers.matter)) } }] }
      case 'still':
        return answers.still === 'no' ? leave(frame) : {}
      case 'kind':
      case 'who':
        return answers.who === undefined ? {} : about(frame)
      case 'stay':
        return answers.stay === 'keep' ? { say: [{ phrase: 'tip.stays' }] } : changeLevel(frame)
      case 'evidence':
        await evidence.dropped(event.before, event.value)
        return {}
      default:
        return {}
    }
  }

  function officeFor(matter: string): string {
    return (settings.elsewhere[matter] ?? settings.elsewhere.other)?.office ?? ''
  }

  async function leave({ answers }: Frame): Promise<Outcome> {
    await evidence.dropped(answers.evidence, [])
    return { finished: true, say: [{ phrase: 'tip.left' }] }
  }

  /** Whom it is about decides who reads it, and whether it is a unit we know. */
  async function about({ answers }: Frame): Promise<Outcome> {
    const reopen = ['who-fits']
    if (isAboutBureau(answers, settings['about-bureau'])) {
      const facts = { named: 'yes', 'about-bureau': 'yes', ...NO_UNIT }
      return { reopen, facts, say: [{ phrase: 'tip.about-bureau' }] }
    }
    const unit = mayBeUnit(answers) ? await units.nearest(String(answers.who)) : null
    const found = unit ? { match: 'yes', unit: unit.name, 'unit-id': unit.id } : NO_UNIT
    return { reopen, facts: { named: 'yes', 'about-bureau': 'no', ...found } }
  }

  function changeLevel(frame: Frame): Outcome {
    const answers = { ...frame.answers, level: frame.answers.stay! }
    return { answers, reopen: ['stay'], say: [sayLevel({ answers })] }
  }

  async function submit(frame: Frame, script: Script, moment: Moment): Promise<Outcome> {
    const tip = newTip(script, frame, moment)
    const rows = [...alarmRows(tip.rows), ...tip.rows]
    const submission = { ...moment, secret: tip.secret }
    try {
      const flooded = submissions.isOneTooMany(submission)
      const receipt = await intake.submit({ ...tip, rows, flooded })
      submissions.filed(submission)
      return { finished: true, say: sayReceipt(receipt, frame, settings.clocks), next: RECEIPT }
    } catch (thrown) {
      if (toAppError(thrown).code !== 'own-code') throw thrown
      return { say: [{ phrase: 'failed.own-code' }] }
    }
  }

  /** Whoever opens it sees first that it cannot wait. */
  function alarmRows(rows: { shown: string }[]): ReturnType<typeof newTip>['rows'] {
    const alarm = alarmIn(rows.map(({ shown }) => shown).join('\n'), settings.alarm)
    if (!alarm) return []
    const [name, shown] = [{ phrase: 'tip.urgent' }, { phrase: `tip.urgent-${alarm}` }].map(speak)
    return [{ id: 'urgent', name: name!, question: '', answer: alarm, shown: shown! }]
  }
}

function sayLevel({ answers }: Pick<Frame, 'answers'>): Say {
  return { phrase: `tip.level-${levelIn(answers)}` }
}

/** The code comes early in the message, so that it is never cut off. */
function sayReceipt(receipt: Receipt, { answers }: Frame, { accept, close }: Clocks): Say[] {
  return [
    { phrase: 'tip.receipt', values: receipt },
    { phrase: 'tip.next', values: { accept, close } },
    { phrase: `tip.told-${levelIn(answers)}` },
  ]
}
