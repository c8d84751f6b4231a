import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../src/dialog/frame.ts'
import {
  EMPTY_SESSION,
  lasting,
  readSession,
  type Session,
  untilOf,
  writeSession,
} from '../../../src/turn/session.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/sessions')

describe('a stored session', () => {
  it.each(readdirSync(FIXTURES))(
    '%s, written by an earlier version, is read as the same place in the same dialog',
    file => {
      const session = readSession(readFileSync(join(FIXTURES, file)))
      expect(session.v).toBe(EMPTY_SESSION.v)
      expect(session.frames.map(({ dialog, at }) => [dialog, at])).toEqual([
        ['register', 'credit-code'],
        ['self-check', 'T2.1.due'],
      ])
      expect(session.frames[1]?.answers).toMatchObject({ 'T2.result': 'present', 'T2.1.checks': ['d'] })
      expect(readSession(writeSession(session))).toEqual(session)
    },
  )

  it('of a format nobody knows begins anew rather than failing every turn', () => {
    expect(readSession(Buffer.from('{"v":99}'))).toEqual(EMPTY_SESSION)
  })
})

describe('dialogs that live in the session alone', () => {
  const frame = (dialog: string, until?: number) =>
    createFrame({ dialog, script: '', subject: null, ...(until === undefined ? {} : { until }) })
  const session: Session = {
    ...EMPTY_SESSION,
    frames: [frame('brief', 100), frame('tip-off', 700), frame('self-check')],
    more: '没说完的话',
    pending: 'cancel',
  }
  const names = ({ frames }: Session) => frames.map(({ dialog }) => dialog)

  it('are gone with what was said in them when their time is over', () => {
    expect(lasting(session, 99)).toBe(session)
    const later = lasting(session, 100)
    expect([names(later), later.more, later.pending]).toEqual([['tip-off', 'self-check'], '', null])
    expect(names(lasting(session, 700))).toEqual(['self-check'])
  })

  it('leave nothing paused behind them', () => {
    const paused = { ...session, frames: [frame('tip-off', 700)], paused: true }
    expect(lasting(paused, 700)).toMatchObject({ frames: [], paused: false })
    expect(lasting({ ...session, paused: true }, 700).paused).toBe(true)
  })

  it('bound the life of the whole session by the last of them', () => {
    expect(untilOf(session)).toBe(700)
    expect(untilOf({ ...session, frames: [frame('self-check')] })).toBeUndefined()
    expect(untilOf(null)).toBeUndefined()
  })
})
