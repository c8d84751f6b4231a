import { expect, it } from 'vitest'
import { AppError } from '../../src/errors.ts'
import { createTipCommands } from '../../src/tips/chat/tip-commands.ts'
import { EMPTY_SESSION } from '../../src/turn/session.ts'
import { ACCOUNT_ENV } from '../support/account.ts'
import { content } from '../support/content.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { MOMENT } from '../support/moment.ts'
import { createStage } from '../support/stage.ts'
import { talk } from '../support/talk.ts'
import { newRecipientsFile } from '../support/tips.ts'
import { createWorld, seededRandom } from '../support/world.ts'

it('while nobody could read a tip the hotline is given, and none is begun', async () => {
  const stage = await createStage('sqlite::memory:', { ...ACCOUNT_ENV, RECIPIENTS_FILE: newRecipientsFile() })
  const answer = await talk(stage, '某人', '举报')
  expect(answer).toContain('举报请拨 0594-12345678')
  expect(answer).toContain('现在收不了举报')
  expect(await talk(stage, '某人', '暂停')).toContain('现在没有正在填的')
  const warned = await talk(stage, '某人', '补充', '荔城区应急管理局的张某收了他们的钱')
  expect(warned).toMatch(/可能就是那个局的人[\s\S]*请打 0594-12345678 说/)
  expect(warned).not.toContain('发“举报”')
  await stage.close()
})

it('on PostgreSQL without Redis the hotline is given, and the operator is told once what to set', async () => {
  const stage = await createStage(await createEmptyDatabase('postgres'))
  for (let asked = 1; asked <= 2; asked++)
    expect(await talk(stage, '某人', '举报')).toContain('举报请拨 0594-12345678')
  expect(stage.world.lines).toEqual([
    { level: 'warn', fields: {}, message: expect.stringMatching(/tip-offs are not taken.*set REDIS_URL/) },
  ])
  await stage.close()
})

it('a store that cannot say whether tips are taken counts as one that takes none', async () => {
  const world = createWorld()
  const { 'tip-off': tipOff, hotline } = createTipCommands({
    intake: {
      ready: async () => {
        throw new AppError('store-away')
      },
      filed: async () => null,
      submit: async () => {
        throw new AppError('internal')
      },
    },
    shelf: { current: () => content.scripts.get('tip-off')! },
    settings: content.tipSettings,
    campaign: content.campaign,
    random: seededRandom('tip'),
    hotline: '12350',
    hotlineCard: async () => ({ say: [{ phrase: 'hotline.card' }] }),
    log: world.log,
  })
  expect(await tipOff!(MOMENT, EMPTY_SESSION)).toEqual({ say: [{ phrase: 'hotline.card' }] })
  expect((await hotline!(MOMENT, EMPTY_SESSION)).say.map(({ phrase }) => phrase)).toEqual(['hotline.numbers'])
  expect(world.lines).toEqual(
    Array(2).fill({
      level: 'error',
      fields: { code: 'store-away', err: expect.anything() },
      message: 'no tips can be taken',
    }),
  )
})
