import type { Answer, Channel } from '../delivery/channel.ts'
import type { Spoken, WechatyVoice } from './voice.ts'

const ANSWERS: Record<Spoken, Answer> = {
  sent: { ok: true, messageId: '' },
  // Who comes back is not always told of: it is asked anew each time, and never remembered.
  gone: { ok: false, kind: 'person-refuses', code: 0 },
  'not-yet': { ok: false, kind: 'busy', code: 0 },
  away: { ok: false, kind: 'away', code: 0 },
}

/** Chat at any time, to whoever is a friend; there are no templates and no windows. */
export function createDeliveryChannel(voice: WechatyVoice): Channel {
  return {
    hasWindows: false,
    abilities: async () => ({ subscription: false, template: false, chat: true }),
    admit: voice.admit,
    send: async (to, what) =>
      what.rung === 'chat'
        ? ANSWERS[await voice.say(to, what.text)]
        : { ok: false, kind: 'unauthorized', code: 0 },
  }
}
