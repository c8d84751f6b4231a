import type { Say } from '../../dialog/answer.ts'
import type { Speak } from '../../dialog/fill.ts'
import { createFrame, type Frame } from '../../dialog/frame.ts'
import type { DialogEvent } from '../../dialog/hear.ts'
import type { Script } from '../../dialog/script.ts'
import { AppError, toAppError } from '../../errors.ts'
import type { Random } from '../../lib/random.ts'
import type { Moment, Outcome, Room } from '../../turn/room.ts'
import { allowedTipLevels, FEWER_LEVELS, type TipLevel } from '../../turn/tip-levels.ts'
import type { Clocks, TipSettings } from '../settings-content.ts'
import type { Receipt, TipIntake } from '../tip.ts'
import { alarmIn } from './alarm.ts'
import { RECEIPT, TIP_OFF } from './dialogs.ts'
import { evidenceKey, newSecret, secretOf } from './draft-secret.ts'
import type { EvidenceKeeper } from './evidence-keeper.ts'
import type { KnownUnits } from './known-units.ts'
import { levelIn, newTip } from './new-tip.ts'
import type { Submissions } from './submissions.ts'
import { isAboutBureau, mayBeUnit, namesBureau } from './whom.ts'

export type TipRoomDependencies = {
  intake: TipIntake
  evidence: EvidenceKeeper
  units: KnownUnits
  settings: Pick<TipSettings, 'clocks' | 'alarm' | 'about-bureau' | 'elsewhere'>
  submissions: Submissions
  speak: Speak
}

/** From here on nobody may be told that nothing was filed. */
const UNSURE = 'submission-unsure'

type Answered = DialogEvent & { type: 'answered' }

const NO_UNIT = { match: 'no', unit: '', 'unit-id': '' }
const NOBODY = { named: 'no', ...NO_UNIT }

/** A draft from the start. Its answers are nowhere but in the session, until the day is over that it may last to. */
export function tipFrame(
  script: Script,
  random: Random,
  moment: Moment,
  days: number,
  hotline: string,
): Frame {
  return createFrame({
    dialog: TIP_OFF,
    script: script.hash,
    subject: null,
    facts: {
      secret: newSecret(random),
      'only-named': isOnlyNamed(moment) ? 'yes' : 'no',
      story: 'no',
      hotline,
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
      return giveUp(frame, { facts: { story: 'no', ...NOBODY } })
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
        return event.value === 'yes' ? { say: [sayLevel(frame)] } : left(frame)
      case 'story':
        return { facts: { story: 'yes' }, say: bureauIn(event.value, answers) }
      case 'what':
      case 'place':
      case 'place-needed':
        return { say: bureauIn(event.value, answers) }
      case 'matter':
        return { say: [{ phrase: 'tip.belongs', values: { office: officeFor(String(answers.matter)) } }] }
      case 'still':
        return answers.still === 'no' ? left(frame) : {}
      case 'kind':
        if (answers.who !== undefined) return about(frame)
        return answers.kind === 'bureau' ? { say: [{ phrase: 'tip.about-bureau' }] } : {}
      case 'who':
        return about(frame)
      case 'stay':
        return answers.stay === 'keep' ? { say: [{ phrase: 'tip.stays' }] } : changeLevel(frame)
      case 'evidence':
        await evidence.dropped(event.before, event.value)
        return {}
      default:
        return {}
    }
  }

  /** Who reads it is told at once, also where a bureau is only named. */
  function bureauIn(value: unknown, answers: Frame['answers']): Say[] {
    const words = settings['about-bureau']
    const isNew = namesBureau(String(value), words) && !isAboutBureau(answers, words)
    return isNew ? [{ phrase: 'tip.names-bureau' }] : []
  }

  function officeFor(matter: string): string {
    return (settings.elsewhere[matter] ?? settings.elsewhere.other)?.office ?? ''
  }

  function left(frame: Frame): Promise<Outcome> {
    return giveUp(frame, { finished: true, say: [{ phrase: 'tip.left' }] })
  }

  /** What was filed stays, though its writer may not have heard of it: they are given the receipt. */
  async function giveUp(frame: Frame, outcome: Outcome): Promise<Outcome> {
    const filed = await intake.filed(secretOf(frame))
    await evidence.dropped(frame.answers.evidence, [])
    if (!filed) return outcome
    const says = [{ phrase: 'tip.filed' }, ...sayReceipt(filed, filed.level, settings.clocks)]
    const withdraw = filed.level === 'code-only' ? [] : [{ phrase: 'look-up.withdraw' }]
    return { finished: true, say: [...says, ...withdraw], next: RECEIPT }
  }

  /** Whom it is about decides who reads it, and whether it is a unit we know. */
  async function about({ answers }: Frame): Promise<Outcome> {
    const reopen = ['who-fits']
    if (isAboutBureau(answers, settings['about-bureau'])) {
      const facts = { named: 'yes', ...NO_UNIT }
      return { reopen, facts, say: [{ phrase: 'tip.about-bureau' }] }
    }
    const unit = mayBeUnit(answers) ? await units.nearest(String(answers.who)) : null
    const found = unit ? { match: 'yes', unit: unit.name, 'unit-id': unit.id } : NO_UNIT
    return { reopen, facts: { named: 'yes', ...found } }
  }

  function changeLevel(frame: Frame): Outcome {
    const answers = { ...frame.answers, level: frame.answers.stay! }
    return { answers, reopen: ['stay'], say: [sayLevel({ answers })] }
  }

  async function submit(frame: Frame, script: Script, moment: Moment): Promise<Outcome> {
    const tip = newTip(script, frame, moment, settings['about-bureau'])
    const rows = [...alarmRows(tip.rows), ...tip.rows]
    const submission = { ...moment, secret: tip.secret }
    try {
      const flooded = submissions.isOneTooMany(submission)
      const receipt = await intake.submit({ ...tip, rows, flooded })
      submissions.filed(submission)
      const say = sayReceipt(receipt, tip.level, settings.clocks)
      return { finished: true, say, next: RECEIPT, unsure: UNSURE }
    } catch (thrown) {
      const { code } = toAppError(thrown)
      if (code !== 'own-code') throw new AppError(UNSURE, code, { cause: thrown })
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
function sayReceipt({ number, code, proof }: Receipt, level: TipLevel, { accept, close }: Clocks): Say[] {
  return [
    { phrase: 'tip.receipt', values: { number, code, proof } },
    { phrase: 'tip.next', values: { accept, close } },
    { phrase: `tip.told-${level}` },
  ]
}
