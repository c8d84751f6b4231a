import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../simulator/platform/platform.ts'
import type { Act, Actor } from './act.ts'
import { linesOf, PHOTO } from './lines.ts'
import type { Phones } from './phones.ts'

type Dependencies = {
  rules: { campaign: Campaign; calendar: Calendar }
  phones: Phones
  platform: Platform
  /** The binding code of a unit; '' where it has none. */
  codeOf: (actor: Actor) => string
  /** Whether what an act was to bring about is on record. */
  isDone: (actor: Actor, act: Act) => Promise<boolean>
}

/** Does an act. Throws where the conversation did not come to what it was for: the content asks something else by now. */
export function createPerform({ rules, phones, platform, codeOf, isDone }: Dependencies) {
  const followers = new Set<string>()

  return async function perform(actor: Actor, act: Act): Promise<void> {
    const { openid } = act
    if (!followers.has(openid)) await phones.send(openid, { kind: 'follow' })
    followers.add(openid)
    if (act.what === 'unfollow') return void (await phones.send(openid, { kind: 'unfollow' }))
    if (act.what === 'vanish') return platform.hear(openid, { kind: 'unfollow' })
    if (act.what === 'templates') return setOutcome(openid, act.outcome)
    if (act.what === 'agree') return agree(openid, act.kind)
    let answer = ''
    for (const line of linesOf(rules, actor, act, codeOf(actor)))
      answer = await phones.send(openid, line === PHOTO ? photo() : { kind: 'text', text: line })
    if (!(await isDone(actor, act)))
      throw new AppError('internal', `${actor.name} could not ${act.what}; the last answer was: ${answer}`)
  }

  function setOutcome(openid: string, outcome: (Act & { what: 'templates' })['outcome']): void {
    platform.people.known(openid).templates = outcome
  }

  function agree(openid: string, kind: 'long-term' | 'one-time'): void {
    const templates = platform.templates.filter(each => each.kind === kind)
    platform.choose(
      openid,
      templates.map(({ id }) => ({ template: id, accepted: true })),
      1,
    )
  }
}

function photo() {
  return { kind: 'image', picUrl: 'http://mmbiz.qpic.cn/rehearsal' } as const
}
