import type { Campaign } from '../../campaign/content.ts'
import type { Say } from '../../dialog/answer.ts'
import { fill } from '../../dialog/fill.ts'
import { createFrame, type Frame } from '../../dialog/frame.ts'
import type { Log } from '../../lib/logger.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Command, CommandResult, Moment, Shelf } from '../../turn/room.ts'
import { allowedTipLevels, FEWER_LEVELS, TIP_LEVELS } from '../../turn/tip-levels.ts'
import type { TipSettings } from '../settings-content.ts'
import type { TipIntake } from '../tip.ts'
import { LOOK_UP, RECEIPT, SUPPLEMENT, TIP_OFF, WITHDRAW } from './dialogs.ts'
import { newSecret } from './draft-secret.ts'
import { isReady } from './is-ready.ts'
import type { LookUpDependencies } from './look-up-room.ts'
import { receiptFrame } from './receipt-room.ts'
import { refuseCode } from './refuse-code.ts'
import { type StandingWords, sayStanding } from './say-standing.ts'
import { tipFrame } from './tip-room.ts'

export type TipCommandDependencies = {
  intake: TipIntake
  shelf: Pick<Shelf, 'current'>
  settings: Pick<TipSettings, 'retention'>
  campaign: Pick<Campaign, 'hotline'>
  random: Random
  /** The number to call. */
  hotline: string
  /** Answers 举报 while no tip can be taken. */
  hotlineCard: Command
  log: Log
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** 举报 举报电话 查询 补充 撤回联系方式. */
export function createTipCommands(deps: TipCommandDependencies): Record<string, Command> {
  const { shelf, settings, random, hotlineCard } = deps
  const { draft } = settings.retention

  return {
    [TIP_OFF]: async (moment, session) => {
      if (!(await isReady(deps))) return hotlineCard(moment, session)
      const open = session.frames.find(({ dialog }) => dialog === TIP_OFF)
      if (open) return { say: [{ phrase: 'tip.resumed' }], start: open }
      const start = tipFrame(shelf.current(TIP_OFF), random, moment, draft, deps.hotline)
      return { say: hasAllLevels(moment) ? [] : [{ phrase: FEWER_LEVELS }], start }
    },
    hotline: async () => ({
      say: [sayHotline(deps), ...((await isReady(deps)) ? [{ phrase: 'hotline.here' }] : [])],
    }),
    [RECEIPT]: async moment => begin(receiptFrame(shelf.current(RECEIPT), moment)),
    [LOOK_UP]: async moment => begin(frameOf(LOOK_UP, moment, HOUR)),
    [SUPPLEMENT]: async (moment, session) => {
      const open = session.frames.find(({ dialog }) => dialog === SUPPLEMENT)
      if (open) return begin(open)
      const facts = { secret: newSecret(random), once: newId(random) }
      return begin({ ...frameOf(SUPPLEMENT, moment, draft * DAY), facts })
    },
    [WITHDRAW]: async moment => begin(frameOf(WITHDRAW, moment, HOUR)),
  }

  function frameOf(dialog: string, { now }: Moment, lifeMs: number): Frame {
    const script = shelf.current(dialog).hash
    return createFrame({ dialog, script, subject: null, until: now + lifeMs })
  }
}

/**
 * What a query code does that is not asked for; `isAside`: something else was. What is told then is kept no longer than a
 * day, however long it is.
 */
export function createCodeCommand(
  deps: StandingWords & Pick<LookUpDependencies, 'desk'>,
): (code: string, isAside: boolean) => Command {
  return (code, isAside) => async moment => {
    const looked = await deps.desk.look(code, moment.person)
    const { reject } = looked.outcome === 'found' ? {} : refuseCode(looked.outcome)
    const standing = looked.outcome === 'found' ? sayStanding(looked.tip, deps, moment.today) : []
    const say = reject ? [reject] : standing
    const aside = isAside ? [{ phrase: 'look-up.not-kept' }] : []
    return { say: [...say, ...aside], until: moment.now + DAY }
  }
}

function sayHotline({ campaign, hotline }: TipCommandDependencies): Say {
  const { text, hours, emergency } = campaign.hotline
  return { phrase: 'hotline.numbers', values: { number: fill(text, () => hotline), hours, emergency } }
}

function begin(start: Frame): CommandResult {
  return { say: [], start }
}

function hasAllLevels({ ref }: Moment): boolean {
  return allowedTipLevels(ref.channel).length === TIP_LEVELS.length
}
