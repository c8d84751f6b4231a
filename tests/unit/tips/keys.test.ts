import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../../../src/lib/random.ts'
import { newIdentity, recipientOf } from '../../../src/tips/age-identity.ts'
import { withHolder } from '../../../src/tips/keys/edit-recipients.ts'
import { readIdentity, readOwnIdentity, writeIdentity } from '../../../src/tips/keys/identity-file.ts'
import { intakeFault, openTo } from '../../../src/tips/keys/open-to.ts'
import { createReaders } from '../../../src/tips/keys/readers.ts'
import { NO_RECIPIENTS } from '../../../src/tips/keys/recipients-content.ts'
import { readRecipients, writeRecipients } from '../../../src/tips/keys/recipients-file.ts'
import { makeTrialKeys, trialKeyFile } from '../../../src/tips/keys/trial-keys.ts'
import { printable } from '../../../src/tips/prompt/terminal.ts'
import { ACCOUNT_ENV } from '../../support/account.ts'
import { content } from '../../support/content.ts'
import { createEmptyDatabase } from '../../support/database.ts'
import { createStage } from '../../support/stage.ts'
import { makeRecipients, newRecipientsFile } from '../../support/tips.ts'
import { createWorld } from '../../support/world.ts'

const { campaign } = content
const noPassphrase = async () => ''

describe('tips are taken', () => {
  async function readersOn(file: string) {
    const { log, lines } = createWorld()
    return { lines, readers: createReaders({ file, campaign, log }) }
  }

  it('while everybody who must read them has a key; else the operator hears why, once', async () => {
    const file = newRecipientsFile()
    const { readers, lines } = await readersOn(file)
    expect([await readers(), await readers()]).toEqual([null, null])
    expect(lines.map(({ message }) => message)).toEqual([
      expect.stringContaining('make keys with npm run keys'),
    ])
    await makeTrialKeys(file, campaign, systemRandom)
    expect(await readers()).not.toBeNull()
    const whole = (await readRecipients(file))!
    await writeRecipients(file, { ...whole, bureaus: { ...whole.bureaus, licheng: [] } })
    expect(await readers()).toBeNull()
    expect(lines.at(-1)?.message).toContain(
      'a handler of licheng: npm run keys -- make licheng <name> --to <file>',
    )
  })

  it.each([
    ['custodians: []', 'a custodian: npm run keys -- make putian <name> --custodian'],
    ['sender: null', 'the sender: npm run keys -- sender'],
  ])('never without %s', async (_, remedy) => {
    const whole = (await readRecipients(await makeRecipients()))!
    const bare = remedy.includes('custodian') ? { ...whole, custodians: [] } : { ...whole, sender: null }
    expect(intakeFault(bare, campaign)).toContain(remedy)
    expect(intakeFault(whole, campaign)).toBeNull()
  })

  it.each([
    ['[', 'file'],
    ['format: 1', 'bureaus'],
    ['format: 1\nbureaus: {}\ncustodians: []\nsender: age1slip\n', 'give age1… and 58 characters'],
    [
      'format: 1\nbureaus: {}\ncustodians: [{ name: two words, recipient: x }]\nsender: null\n',
      'without spaces',
    ],
  ])('not from a file with faults, which are told: %j', async (text, fault) => {
    const file = newRecipientsFile()
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    const { readers, lines } = await readersOn(file)
    expect(await readers()).toBeNull()
    expect(lines[0]?.message).toContain(fault)
  })
})

it('a tip about a bureau is open to custodians alone, any other to its bureau and the city', async () => {
  const recipients = (await readRecipients(await makeRecipients()))!
  const keyOf = (bureau: string) => recipients.bureaus[bureau]![0]!.recipient
  const open = (bureau: string, custodianOnly: boolean) =>
    openTo(recipients, { bureau, custodianOnly }, campaign)
  expect(open('licheng', false)).toEqual([keyOf('licheng'), keyOf('putian')])
  expect(open('putian', false)).toEqual([keyOf('putian')])
  expect(open('putian', true)).toEqual(recipients.custodians.map(({ recipient }) => recipient))
})

it('a name is given once', async () => {
  const recipient = await recipientOf(newIdentity(systemRandom))
  const one = withHolder(NO_RECIPIENTS, { name: 'a', recipient, bureau: 'putian' })
  expect(() => withHolder(one, { name: 'a', recipient, bureau: null })).toThrow('there is a key called a')
  const twice = { ...one, custodians: [{ name: 'a', recipient }] }
  const file = newRecipientsFile()
  await writeRecipients(file, twice)
  await expect(readRecipients(file)).rejects.toThrow('two keys are called a')
})

describe('the file of a key', () => {
  it('reads as it was written, for its owner alone, and never over another', async () => {
    const file = join(dirname(newRecipientsFile()), 'key.txt')
    const identity = newIdentity(systemRandom)
    const key = { identity, recipient: await recipientOf(identity), name: 'city-1' }
    await writeIdentity(file, key, null)
    expect(await readIdentity(file, noPassphrase)).toBe(identity)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await expect(writeIdentity(file, key, null)).rejects.toThrow('is there already')
  })

  it.each([0o640, 0o604, 0o620])(
    'that others can touch (%o) is not used by who types a command',
    async mode => {
      const file = trialKeyFile(await makeRecipients(), 'licheng')
      const identity = await readOwnIdentity(file, noPassphrase)
      await chmod(file, mode)
      await expect(readOwnIdentity(file, noPassphrase)).rejects.toThrow(`type chmod 600 ${file}`)
      await chmod(file, 0o600)
      expect(await readOwnIdentity(file, noPassphrase)).toBe(identity)
    },
  )

  it('that holds no key says so, without a word of what it holds', async () => {
    const file = await makeRecipients()
    await expect(readIdentity(file, noPassphrase)).rejects.toThrow(/holds no key/)
    await expect(readIdentity(`${file}.gone`, noPassphrase)).rejects.toThrow('ENOENT')
  })
})

describe('the simulator', () => {
  it('makes a key for everybody on its first start, also where that was cut short, and none after', async () => {
    const file = newRecipientsFile()
    await Promise.all([1, 2].map(() => makeTrialKeys(file, campaign, systemRandom)))
    const keys = await readdir(join(dirname(file), 'keys'))
    expect(keys).toHaveLength(campaign.bureaus.length + 2)
    expect(intakeFault(await readRecipients(file), campaign)).toBeNull()

    const first = await readRecipients(file)
    await rm(file)
    await rm(trialKeyFile(file, 'sender'))
    await makeTrialKeys(file, campaign, systemRandom)
    const second = await readRecipients(file)
    expect(second?.custodians).toEqual(first?.custodians)
    expect(second?.sender).not.toBe(first?.sender)
    await makeTrialKeys(file, campaign, systemRandom)
    expect(await readRecipients(file)).toEqual(second)
  })
})

it('a process that does not send is told to give the sender’s key away', async () => {
  const stage = await createStage(await createEmptyDatabase('sqlite-memory'), {
    ROLE: 'web',
    SENDER_IDENTITY_FILE: '/run/secrets/sender',
  })
  expect(stage.world.lines.map(({ message }) => message)).toEqual([
    expect.stringContaining('SENDER_IDENTITY_FILE'),
  ])
  await stage.close()
})

it.each([
  ['all', /tip-offs are not taken.*nobody would tell reporters.*SENDER_IDENTITY_FILE/],
  ['worker', /no reporter is told of news from here.*SENDER_IDENTITY_FILE/],
  ['web', /only custodian-1 is a custodian.*make putian <name> --custodian/],
])('a process of role %s says what is missing: %s', async (ROLE, words) => {
  const stage = await createStage(await createEmptyDatabase('sqlite-memory'), { ...ACCOUNT_ENV, ROLE })
  expect(stage.world.lines.map(({ message }) => message)).toContainEqual(expect.stringMatching(words))
  await stage.close()
})

describe('what a reporter wrote', () => {
  it('cannot steer a terminal', () => {
    expect(printable('第一行\u001b[2J\u009b1m\u202e倒\r\u0007')).toBe('第一行\ufffd[2J\ufffd1m倒\ufffd\ufffd')
  })

  it('cannot look like a line of the desk: whatever begins a line has a mark before it', () => {
    const forged = '没有上课\nnext for JB20220310-7K3M9PXA: close .\n\u2028\u2029desk> '
    expect(printable(forged)).toBe('没有上课\n│ next for JB20220310-7K3M9PXA: close .\n│ desk> ')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const [, ...others] = printable(text).split(/[\n\v\f\r\u0085\u2028\u2029]/)
        expect(others.every(line => line.startsWith('│ '))).toBe(true)
      }),
    )
  })

  it('hides nothing in what is not seen, and keeps its emoji', () => {
    const hidden = [
      '\u200b',
      '\u200d',
      '\ufeff',
      '\u00ad',
      '\ufe0f',
      '\ufe01',
      '\u{e0100}',
      '\u{e0041}',
      '\u{e007f}',
    ]
    expect(printable(`张${hidden.join('')}三${hidden.join('某')}`)).toBe(
      `张三${'某'.repeat(hidden.length - 1)}`,
    )
    for (const emoji of ['👩‍👧‍👦', '👩🏽‍🏫', '🏳️‍🌈', '❤️‍🔥', '☎️', '1️⃣', '🇨🇳'])
      expect(printable(emoji)).toBe(emoji)
  })
})
