import type { Say } from '../../dialog/answer.ts'
import type { Speak } from '../../dialog/fill.ts'
import type { Route } from '../../turn/route.ts'
import type { Session } from '../../turn/session.ts'
import { type Alarm, type AlarmWords, alarmIn } from './alarm.ts'
import { SUPPLEMENT, TIP_OFF } from './dialogs.ts'

/** Whoever may be in danger is told first whom to call, and heard as ever: in a tip, and where nothing else is being filled in. */
export function withAlarm(route: Route, words: AlarmWords, hotline: string | null, speak: Speak): Route {
  return async (body, session, moment) => {
    const alarm = body.kind === 'text' && listens(session) ? alarmIn(body.text, words) : null
    const routed = await route(body, session, moment)
    return alarm ? { ...routed, texts: [speak(sayAlarm(alarm, hotline)), ...routed.texts] } : routed
  }
}

function listens({ frames: [top], paused }: Session): boolean {
  return !top || paused || top.dialog === TIP_OFF || top.dialog === SUPPLEMENT
}

function sayAlarm(alarm: Alarm, hotline: string | null): Say {
  return hotline
    ? { phrase: `tip.alarm-${alarm}`, values: { hotline } }
    : { phrase: `tip.alarm-${alarm}-unset` }
}
