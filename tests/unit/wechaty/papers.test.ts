import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { standUp } from './stand.ts'

const FILED = '提交好了。'

/** Two papers of every filing, on a stand whose puppet tells in which order it was asked to send what. */
async function withPapers(more: Parameters<typeof standUp>[0] = {}) {
  const asked: string[] = []
  const stand = await standUp({
    handle: async () => ({ kind: 'text', text: FILED }),
    papersFor: async ({ id }, receipt) =>
      ['一', '二'].map(name => ({
        fileName: `${name}.docx`,
        render: async () => Buffer.from(`${name} ${receipt} ${id}`),
      })),
    ...more,
  })
  const { mock } = stand
  const { messageSendText, messageSendFile } = mock
  mock.messageSendText = async (...said) => {
    asked.push(said[1])
    return messageSendText.apply(mock, said)
  }
  mock.messageSendFile = async (...sent) => {
    asked.push(sent[1].name)
    return messageSendFile.apply(mock, sent)
  }
  stand.logIn()
  return { ...stand, asked, person: stand.friend('person') }
}

it('what was filed is said first, then its papers follow as files, and the next reply comes after them', async () => {
  const { person, asked } = await withPapers()
  person.post('提交自查')
  person.post('菜单')
  await expect.poll(() => person.files).toHaveLength(4)
  expect(asked).toEqual([FILED, '一.docx', '二.docx', FILED, '一.docx', '二.docx'])
  const [first] = person.files
  expect(Buffer.from(first!.bytes).toString()).toBe(`一 ZC20220310-AAAAAAAA ${person.id}`)
})

it('a puppet that cannot send files says the words alone, and goes on', async () => {
  const { mock, person, world } = await withPapers()
  let tries = 0
  mock.messageSendFile = async () => {
    tries += 1
    throw new Error('一.docx cannot be sent')
  }
  await person.send('提交自查')
  await person.send('菜单')
  await expect.poll(() => tries).toBe(2)
  expect([person.heard, person.files]).toEqual([[FILED, FILED], []])
  const failed = { message: 'wechaty: papers not sent as files', fields: { code: 'internal' } }
  expect(world.lines.filter(({ level }) => level === 'warn')[0]).toMatchObject(failed)
})

it('papers are held back while the account has said enough', async () => {
  const { channel, account, person, world } = await withPapers()
  const ref = { channel: 'wechaty' as const, account: `wechaty-puppet-mock:${account.id}`, id: person.id }
  for (let said = 0; said < 20; said++) channel.voice.admit(ref)
  expect(await person.send('提交自查')).toBe(FILED)
  await expect.poll(() => world.lines.map(({ message }) => message).join()).toContain('said enough')
  expect(person.files).toEqual([])
})

it('who stops waits for no papers, and says what comes after them', async () => {
  const { channel, account, person, world } = await withPapers()
  const ref = { channel: 'wechaty' as const, account: `wechaty-puppet-mock:${account.id}`, id: person.id }
  for (let said = 0; said < 5; said++) channel.voice.admit(ref)
  person.post('提交自查')
  person.post('菜单')
  await person.hears(1)
  await turnOfLoop()
  await channel.stop()
  expect([person.heard, person.files]).toEqual([[FILED, FILED], []])
  expect(world.lines.map(({ message }) => message).join()).toContain('is to stop')
})

it('a reply that waits for the next message waits without files', async () => {
  const parked: string[] = []
  const { mock, person } = await withPapers({ park: async late => parked.push(late) > 0 })
  const { messageSendText } = mock
  mock.messageSendText = async () => {
    mock.messageSendText = messageSendText
    throw new Error('the platform is away')
  }
  person.post('提交自查')
  await expect.poll(() => parked).toEqual([FILED])
  await person.send('菜单')
  await expect.poll(() => person.files).toHaveLength(2)
})
