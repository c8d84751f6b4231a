import type { Speak } from '../../dialog/fill.ts'
import type { Route } from '../../turn/route.ts'
import { type AlarmWords, alarmIn } from './alarm.ts'
import { isWriting } from './dialogs.ts'

/**
 * Whoever may be in danger is told first whom to call: in a tip, which is heard as ever, and where nothing else is being
 * filled in.
 */
export function withAlarm(route: Route, words: AlarmWords, hotline: string, speak: Speak): Route {
  return async (body, session, moment) => {
    const isIdle = session.frames.length === 0 || session.paused
    const alarm = body.kind === 'text' && (isIdle || isWriting(session)) ? alarmIn(body.text, words) : null
    const routed = await route(body, session, moment)
    if (!alarm) return routed
    const others = isIdle ? [speak({ phrase: 'tip.alarm-idle' })] : routed.texts
    return { ...routed, texts: [speak({ phrase: `tip.alarm-${alarm}`, values: { hotline } }), ...others] }
  }
}
