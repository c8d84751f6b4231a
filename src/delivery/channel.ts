import type { PersonRef } from '../turn/inbound.ts'

/** Why a platform did not take something; `person-…` and what follows are about one recipient. */
export type FailureKind =
  | 'token'
  | 'busy'
  | 'too-frequent'
  | 'quota'
  | 'ip'
  | 'config'
  | 'unauthorized'
  | 'person-gone'
  | 'person-refuses'
  | 'window-closed'
  | 'count-used'
  | 'not-subscribed'
  | 'invalid'
  | 'restricted'
  | 'away'
  | 'unknown'

/** `unreachable`: the message never left this machine, so it is no try. With `away` the platform may have it. */
export type Refusal = FailureKind | 'unreachable'

export type Answer = { ok: true; messageId: string } | { ok: false; kind: Refusal; code: number }

/** What an account may do; `unknown` is tried. */
export type Abilities = Record<'subscription' | 'template' | 'chat', boolean | 'unknown'>

/** What goes out: a template's fields filled in, or plain words. */
export type Outgoing =
  | { rung: 'long-term' | 'one-time'; templateId: string; data: Record<string, string> }
  /** Sent again under the same `clientMsgId`, it arrives once. */
  | { rung: 'template'; templateId: string; data: Record<string, string>; clientMsgId: string }
  | { rung: 'chat'; text: string }

/** One platform's way of speaking to a person unasked. `send` never rejects. */
export interface Channel {
  abilities(): Promise<Abilities>
  /** Whether chat is open only for a while after the person did something. */
  hasWindows: boolean
  /**
   * Lets one message to this person through, or says in how many milliseconds to ask again; without it, all go through.
   * What is not let through is no try.
   */
  admit?(to: PersonRef): 'now' | number
  send(to: PersonRef, what: Outgoing): Promise<Answer>
  /** Hears that it knew none of those who were written to in a round: then an operator must look at the account. */
  knowsNobody?(): Promise<void>
}

/** Those that this process carries. Whoever is on another is left to the process that carries it. */
export type Channels = Partial<Record<PersonRef['channel'], Channel>>

/** Nobody can be spoken to unasked here: what there is to tell waits for their next message. */
export const MUTE: Channel = {
  abilities: async () => ({ subscription: false, template: false, chat: false }),
  hasWindows: false,
  send: async () => ({ ok: false, kind: 'unauthorized', code: 0 }),
}
