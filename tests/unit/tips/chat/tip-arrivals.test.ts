import { expect, it } from 'vitest'
import { createFrame } from '../../../../src/dialog/frame.ts'
import { createTipArrivals } from '../../../../src/tips/chat/tip-arrivals.ts'
import type { Command } from '../../../../src/turn/room.ts'
import { EMPTY_SESSION } from '../../../../src/turn/session.ts'
import { MOMENT } from '../../../support/moment.ts'

const says =
  (phrase: string): Command =>
  async () => ({ say: [{ phrase }] })
const arrivals = createTipArrivals(says('tip-off'), code => says(code))

const looksUp = async (text: string, open: string | null = null, at = 'code') => {
  const frame = open === null ? null : createFrame({ dialog: open, script: '', subject: null, at })
  const command = arrivals.secret(text, frame)
  return command && (await command(MOMENT, EMPTY_SESSION)).say[0]?.phrase
}

it.each([
  '7K3M-9PXA-CD4F',
  '7k3m-9pxa-cd4f',
  '７Ｋ３Ｍ－９ＰＸＡ－ＣＤ４Ｆ',
  ' 7K3M-9PXA-CD4F。',
  '查询 7K3M-9PXA-CD4F',
  '查询码：7K3M-9PXA-CD4F',
  '我的查询码是7K3M-9PXA-CD4F',
])('%s is a query code, wherever it is sent', async text => {
  expect(await looksUp(text)).toBe('7K3M-9PXA-CD4F')
  expect(await looksUp(text, 'self-check')).toBe('7K3M-9PXA-CD4F')
  expect(await looksUp(text, 'tip-off')).toBe('7K3M-9PXA-CD4F')
})

it('written in groups without hyphens it is one too', async () => {
  expect(await looksUp('7K3M 9PXA CD4F')).toBe('7K3M 9PXA CD4F')
})

it.each(['tip-receipt', 'look-up', 'supplement', 'withdraw-contact'])(
  '%s asks for it itself, and takes it for no other answer',
  async dialog => {
    expect(await looksUp('7K3M-9PXA-CD4F', dialog)).toBeNull()
    expect(await looksUp('7K3M-9PXA-CD4F', dialog, 'words')).not.toBeNull()
  },
)

it.each([
  '7K3M-9PXA',
  '7K3M-9PXA-CD4F-7K3M',
  '1K3M-9PXA-CD4F',
  '91350100M000100Y43',
  '2021-2022-2023',
  '第3期7K3M-9PXA-CD4F班没有上课',
])('%s is none', async text => {
  expect(await looksUp(text)).toBeNull()
})

it('the scene of the posters begins a tip', async () => {
  expect((await arrivals.scene('tip')?.(MOMENT, EMPTY_SESSION))?.say).toEqual([{ phrase: 'tip-off' }])
  expect(arrivals.scene('u-7K3M9PXA')).toBeNull()
})
