import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EMPTY_SESSION, readSession, writeSession } from '../../../src/turn/session.ts'

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
