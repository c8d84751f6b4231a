import { expect, it } from 'vitest'
import { createFrame } from '../../../../src/dialog/frame.ts'
import { createTipArrivals } from '../../../../src/tips/chat/tip-arrivals.ts'
import type { Command } from '../../../../src/turn/room.ts'
import { EMPTY_SESSION } from '../../../../src/turn/session.ts'
import { MOMENT } from '../../../support/moment.ts'

const says =
  (phrase: string): Command =>
  async () => ({ say: [{ phrase }] })
const arrivals = createTipArrivals(says('tip-off'), (code, isAside) => says(isAside ? `${code} aside` : code))

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
  '我上次举报的查询码是这个，请帮我看看：7K3M-9PXA-CD4F，谢谢',
  '第3期7K3M-9PXA-CD4F班没有上课',
  '7K3M9PXACD4F',
  '查询7k3m9pxacd4f',
  '7K3M 9PXA CD4F',
  '7 K 3 M - 9 P X A - C D 4 F',
  '7K3M—9PXA——CD4F',
  '7K3M–9PXA−CD4F',
  '7K3M一9PXAーCD4F',
  '7K3M\n9PXA\nCD4F',
  '7K3M\u200b9PXA\u200bCD4F',
  '7K3M.9PXA.CD4F',
  '7K3M，9PXA，CD4F',
  'No 7K3M9PXACD4F 13812345678',
  '91350100M000100Y43 7K3M9PXACD4F',
])('%j is a query code, wherever it is sent', async text => {
  expect(await looksUp(text)).toBe('7K3M9PXACD4F')
  expect(await looksUp(text, 'self-check')).toBe('7K3M9PXACD4F aside')
  expect(await looksUp(text, 'tip-off')).toBe('7K3M9PXACD4F aside')
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
  '1K3M-9PXA-CD4F',
  '91350100M000100Y43',
  '2021-2022-2023',
  '7K3M9PXACD4F7',
  'JB20220310-7K3M9PXA',
  'the manager yet',
  'http://www.366.cn',
])('%s is none', async text => {
  expect(await looksUp(text)).toBeNull()
})

it('the scene of the posters begins a tip', async () => {
  expect((await arrivals.scene('tip')?.(MOMENT, EMPTY_SESSION))?.say).toEqual([{ phrase: 'tip-off' }])
  expect(arrivals.scene('u-7K3M9PXA')).toBeNull()
})
