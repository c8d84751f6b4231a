import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import type { CaseDesk, Done, TipLine } from '../../src/tips/desk/case-desk.ts'
import { runLine, type Setting } from '../../src/tips/prompt/commands.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { createTipStage, type TipStage } from '../support/tips.ts'

const PERSON = 'a person key'
const { campaign, tipSettings: settings } = content

describe.each(TEST_DATABASES)('what waits for handlers on %s', kind => {
  let database: Database
  let stage: TipStage
  let [licheng, city]: CaseDesk[] = []
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  beforeEach(async () => {
    for (const table of [
      'tip_contacts',
      'tip_outbox',
      'tip_referrals',
      'tip_messages',
      'tip_events',
      'tips',
    ] as const)
      await database.db.deleteFrom(table).execute()
    stage = await createTipStage(database)
    ;[licheng, city] = [await stage.desk('licheng'), await stage.desk('putian')]
  })
  afterAll(() => database.close())

  const at = async (number: string, desk = licheng!): Promise<TipLine> => (await desk.find(number))!
  const news = async (desk = licheng!) => {
    const { lines } = await desk.list('news')
    expect((await desk.counts()).news).toBe(lines.length)
    return lines.map(({ number, hasNews, proposal }) => [number, hasNews, proposal])
  }
  const done = async (doing: Promise<Done>): Promise<TipLine> => {
    const result = await doing
    if (!result.ok) throw new Error(result.why)
    return result.tip
  }
  const adds = (code: string, text: string) =>
    stage.reporters.supplement(code, PERSON, text, [], `${code}${text}`)
  const typed = async (setting: Setting, ...lines: string[]) => {
    const said: string[] = []
    for (const line of lines) said.push(...(await runLine(setting, line)).lines)
    return said.join('\n')
  }
  const atPrompt = (desk = licheng!): Setting => ({ desk, campaign, settings })

  it('is news what a reporter adds, also when all is over, until a handler deals with it', async () => {
    const { number, code } = await stage.submit({ level: 'named', contact: { name: '某', phone: '1' } })
    await done(licheng!.refuse(await at(number), 'no-subject', ''))
    expect(await typed(atPrompt(), 'list news')).toContain('no news')
    await adds(code, '我不同意这个结果，请再查')
    expect(await news()).toEqual([[number, true, null]])
    expect(await news(await stage.desk('xiuyu'))).toEqual([])
    const said = await typed(atPrompt(), 'list')
    expect(said).toContain('waiting: news 1 (list <which>)')
    expect(await typed(atPrompt(), `open ${number}`)).toContain(
      `next for ${number}: noted . · reply . <words> · reopen . <why>`,
    )
    expect(await typed(atPrompt(), 'list over')).toMatch(/NEWS from the reporter/)
    expect(said + (await typed(atPrompt(), 'list news'))).not.toContain('不同意')

    await (await stage.desk('custodian')).identity(number, '核实奖励')
    expect(await news()).toEqual([[number, true, null]])
    expect((await done(licheng!.reply(await at(number), '请说明理由'))).hasNews).toBe(false)
    expect(await news()).toEqual([])
    await adds(code, '附上照片')
    expect(await typed(atPrompt(), `noted ${number}`)).not.toContain('NEWS')
    expect(await news()).toEqual([])
  })

  it('lets nobody act on what the reporter wrote and nobody opened', async () => {
    const { number, code } = await stage.submit()
    await adds(code, '还有一件')
    const setting = { ...atPrompt(), atHand: number }
    const { version } = await at(number)
    for (const line of ['accept .', `merge . ${number}`, 'approve . 1', 'reply . 收到'])
      expect(await runLine(setting, line)).toEqual({
        isDone: false,
        lines: [
          'the reporter wrote; open it first',
          `next: open ${number} · noted ${number} (where you have read it)`,
        ],
      })
    expect(await at(number)).toMatchObject({ version, hasNews: true })
    expect(await typed(setting, 'open .', 'accept .')).toContain('还有一件')
    expect(await news()).toEqual([])
  })

  it('takes nothing for read that came after a tip was opened', async () => {
    const { number, code } = await stage.submit()
    const setting = atPrompt()
    await typed(setting, `open ${number}`, 'accept .')
    await adds(code, '还有一件')
    expect(await typed(setting, 'investigate .')).toContain('the reporter added something; open it again')
    expect(await news()).toEqual([[number, true, null]])
    expect(await typed(setting, 'open .', 'investigate .')).toContain('还有一件')
    expect(await news()).toEqual([])
  })

  it('takes what one did oneself for read', async () => {
    const contact = { name: '某', phone: '1' }
    const { number } = await stage.submit({ level: 'named', contact, aboutBureau: true })
    const said = ['open', 'identity', 'accept'].map(
      name => `${name} ${number} ${name === 'identity' ? '核实' : ''}`,
    )
    expect(await typed(atPrompt(await stage.desk('custodian')), ...said, 'investigate .')).toContain('核查')
  })

  it('leads from a merged tip to its survivor', async () => {
    const [first, second] = [await stage.submit(), await stage.submit()]
    const said = await typed(atPrompt(), `merge ${second.number} ${first.number}`)
    expect(said).toMatch(`next for ${second.number}: open ${first.number}`)
    expect(said).not.toContain('accept')
  })

  it('shows under the surviving tip what comes to a merged one', async () => {
    const [first, second] = [await stage.submit(), await stage.submit()]
    await done(licheng!.merge(await at(second.number), first.number))
    const before = await at(first.number)
    await adds(second.code, '又开了一期')
    expect(await news()).toEqual([[first.number, true, null]])
    expect(await licheng!.accept(before)).toMatchObject({ why: 'changed' })
    expect(await typed(atPrompt(), `open ${first.number}`)).toContain(
      `reporter of ${second.number}: 又开了一期`,
    )
    const opened = database.db.selectFrom('audit').select('action').where('target', '=', second.number)
    expect(await opened.where('action', '=', 'tip.open').execute()).toHaveLength(1)
    await done(licheng!.noted(await at(first.number)))
    expect(await news()).toEqual([])
  })

  it('keeps what a reporter wrote before the tip was merged', async () => {
    const [first, second, third] = [
      await stage.submit(),
      await stage.submit(),
      await stage.submit({ district: 'xiuyu' }),
    ]
    for (const { code } of [second, third]) await adds(code, '又开了一期')
    for (const { number } of [second, third]) await done(city!.merge(await at(number, city), first.number))
    expect((await news(city)).map(([number]) => number).toSorted()).toEqual(
      [first.number, third.number].toSorted(),
    )
    await done(licheng!.noted(await at(first.number)))
    expect(await news()).toEqual([])
  })

  it('tells handlers of a surviving tip nothing of a merged one that is not theirs', async () => {
    const [first, second] = [await stage.submit(), await stage.submit({ district: 'xiuyu' })]
    await done(city!.merge(await at(second.number, city), first.number))
    await adds(second.code, '又开了一期')
    expect(await news()).toEqual([])
    expect(await typed(atPrompt(), `open ${first.number}`)).not.toContain(second.number)
    for (const desk of [city!, await stage.desk('xiuyu')])
      expect(await news(desk)).toEqual([[second.number, true, null]])
    expect(await typed(atPrompt(city), `open ${first.number}`)).toContain('又开了一期')
  })

  it('is news for others that a referral waits for them, as long as it can go out', async () => {
    const { number } = await stage.submit()
    let tip = await done(licheng!.investigate(await done(licheng!.accept(await at(number)))))
    tip = await done(licheng!.refer(tip, 'police', '示例公安分局'))
    expect(tip.proposal).toBe('own')
    expect(await news()).toEqual([])
    expect(await news(city)).toEqual([[number, false, 'to-approve']])
    const said = await typed(atPrompt(city), `open ${number}`)
    expect(said).toContain('REFERRAL TO APPROVE')
    expect(said).toContain(`next for ${number}: approve . <n> · ask .`)
    expect((await done(licheng!.answer(tip, '没有查到'))).proposal).toBeNull()
    expect(await news(city)).toEqual([])
  })

  it('is never a referral that nobody else could approve: it is refused with what to type', async () => {
    const { number } = await stage.submit({ aboutBureau: true })
    const said = await typed(
      atPrompt(await stage.desk('custodian')),
      `accept ${number}`,
      'investigate .',
      'refer . police 示例公安分局',
    )
    expect(said).toContain('nobody else has a key to approve it with; npm run keys -- make')
  })

  it('is counted by shelf', async () => {
    await stage.submit({ flooded: true })
    const late = await stage.submit({ today: '2022-02-01' })
    const { number } = await stage.submit()
    await done(licheng!.refuse(await at(number), 'no-subject', ''))
    expect(await licheng!.counts()).toEqual({ news: 0, open: 1, overdue: 1, parked: 1, over: 1 })
    expect(await typed(atPrompt(), 'list')).toContain('waiting: open 1 · overdue 1 · parked 1 (list <which>)')
    expect(late.number).toMatch(/^JB20220201/)
  })
})
