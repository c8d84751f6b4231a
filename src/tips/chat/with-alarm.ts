import type { Speak } from '../../dialog/fill.ts'
import type { Frame } from '../../dialog/frame.ts'
import type { Route } from '../../turn/route.ts'
import { type AlarmWords, alarmIn } from './alarm.ts'

/** Of what went wrong, or may: such words are answers there. */
const REPORTING: readonly string[] = ['self-check', 'rectify']

/** A unit is called what it makes: 民用爆炸物品. */
const isNaming = ({ dialog, at }: Frame) => dialog === 'register' && at === 'name'

/** Whoever may be in danger is told first whom to call, and heard as ever: wherever it is said, but in a self-check. */
export function withAlarm(route: Route, words: AlarmWords, hotline: string, speak: Speak): Route {
  return async (body, session, moment) => {
    const [top] = session.frames
    const isIdle = !top || session.paused
    const isListening = isIdle || !(REPORTING.includes(top.dialog) || isNaming(top))
    const alarm = body.kind === 'text' && isListening ? alarmIn(body.text, words) : null
    const routed = await route(body, session, moment)
    if (!alarm) return routed
    const others = isIdle ? [speak({ phrase: 'tip.alarm-idle' })] : routed.texts
    return { ...routed, texts: [speak({ phrase: `tip.alarm-${alarm}`, values: { hotline } }), ...others] }
  }
}
