import { describe, expect, it } from 'vitest'
import { createSpeak } from '../../../../src/dialog/fill.ts'
import { createFrame } from '../../../../src/dialog/frame.ts'
import { alarmIn } from '../../../../src/tips/chat/alarm.ts'
import { withAlarm } from '../../../../src/tips/chat/with-alarm.ts'
import { EMPTY_SESSION, type Session } from '../../../../src/turn/session.ts'
import { content } from '../../../support/content.ts'
import { MOMENT } from '../../../support/moment.ts'

const words = content.tipSettings.alarm

it.each([
  ['实训车间着火了', 'danger'],
  ['教室在爆 炸', 'danger'],
  ['有人受伤没人管', 'danger'],
  ['好几个学员中毒了', 'danger'],
  ['有人被困在里面', 'danger'],
  ['上个月死了一个人', 'deaths'],
  ['着火，还出了人命', 'deaths'],
  ['压缩学时，两天上完一周的课', null],
  ['只会死记硬背真题', null],
  ['热死人的天气也不开空调上课', null],
])('%s: %s', (text, alarm) => {
  expect(alarmIn(text, words)).toBe(alarm)
})

describe('where it is listened for', () => {
  const speak = createSpeak(content.phrases)
  const route = withAlarm(async (_, session) => ({ session, texts: ['照常'] }), words, '0594-12345678', speak)
  const frame = (dialog: string) => createFrame({ dialog, script: '', subject: null })
  const hear = async (session: Session, text = '着火了') =>
    (await route({ kind: 'text', text }, session, MOMENT)).texts

  it('answers at once, in the same reply, and what was said is heard as ever', async () => {
    const texts = await hear({ ...EMPTY_SESSION, frames: [frame('tip-off')] })
    expect(texts).toEqual([expect.stringMatching(/119.*120.*110.*0594-12345678/s), '照常'])
  })

  it.each(['supplement', 'tip-receipt', 'look-up', 'withdraw-contact', 'register'])(
    'in %s too',
    async dialog => {
      const texts = await hear({ ...EMPTY_SESSION, frames: [frame(dialog)] })
      expect(texts).toEqual([expect.stringContaining('119'), '照常'])
    },
  )

  it.each([
    ['with no dialog open', EMPTY_SESSION],
    ['with one that rests', { ...EMPTY_SESSION, frames: [frame('self-check')], paused: true }],
  ])('%s it leads to a tip instead of saying that nothing was understood', async (_, session) => {
    expect(await hear(session)).toEqual([expect.stringContaining('119'), expect.stringContaining('发“举报”')])
  })

  it('not in the name of a unit that registers', async () => {
    const naming = { ...frame('register'), at: 'name' }
    expect(await hear({ ...EMPTY_SESSION, frames: [naming] }, '示例民用爆炸物品公司爆炸了')).toEqual(['照常'])
  })

  it.each(['self-check', 'rectify'])('not in %s, where it is an answer', async dialog => {
    expect(await hear({ ...EMPTY_SESSION, frames: [frame(dialog), frame('tip-off')] })).toEqual(['照常'])
  })
})
