import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { trialKeyFile } from '../../src/tips/keys/trial-keys.ts'
import type { Receipt } from '../../src/tips/tip.ts'
import { runCommand } from '../support/command.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createTipStage, row, type TipStage } from '../support/tips.ts'
import { MARK, markedJpeg } from '../unit/tips/images.ts'

const TEXT = '第7期实操课只拍照\u001b[2J不训练'
const DAY = ['--today', '2022-03-14']
let database: Database
let stage: TipStage
let env: Record<string, string>
let folder: string

beforeAll(async () => {
  const DATABASE_URL = await createEmptyDatabase('sqlite-file')
  database = await openDatabase(DATABASE_URL)
  await migrate(database)
  stage = await createTipStage(database)
  env = { DATABASE_URL, RECIPIENTS_FILE: stage.recipientsFile }
  folder = join(inject('runDir'), 'desk-evidence')
  await mkdir(folder)
})
afterAll(() => database.close())

function desk(holder: string, args: string[], typed: string[] = []) {
  const identity = ['--identity', trialKeyFile(stage.recipientsFile, holder)]
  return runCommand('desk', [...identity, ...DAY, ...args], env, typed)
}

async function tipWithPhoto(): Promise<Receipt> {
  const key = systemRandom.bytes(32)
  const file = { kind: 'photo', mediaType: 'image/jpeg', bytes: markedJpeg() } as const
  const draft = await stage.tips.evidence.keep(file, key, stage.world.wall.now())
  const contact = { name: '示例举报人', phone: '13800000000' }
  return stage.submit({ level: 'named', contact, rows: [row('what', TEXT)], evidence: [{ ...draft, key }] })
}

describe('npm run desk', () => {
  it('closes the loop from a tip to its answer, and says at each point what can be typed next', async () => {
    const { number, code, proof } = await tipWithPhoto()
    const {
      code: exit,
      stdout,
      stderr,
    } = await desk(
      'licheng',
      [],
      [
        'list',
        `open ${number}`,
        `close ${number}`,
        `accept ${number.toLowerCase()}`,
        `investigate ${number}`,
        `ask ${number} 是哪一期？`,
        `evidence ${number} ${folder}`,
        `evidence ${number} ${folder}`,
        `evidence ${number} ${trialKeyFile(stage.recipientsFile, 'licheng')}`,
        `answer ${number}   已责令整改，  感谢举报`,
        `close ${number}`,
        `prove ${number} ${proof}`,
        `identity ${number} --reason 想知道`,
        'dance',
        'quit',
      ],
    )
    expect([exit, stderr]).toEqual([0, ''])
    for (const said of [
      'signed in as licheng/licheng-1\nwaiting: open 1 (list <which>)\nnext: list',
      `${number}  登记  荔城区应急管理局  11 days left`,
      'what：第7期实操课只拍照\ufffd[2J不训练',
      '[photo image/jpeg',
      'not in its present state',
      `next for ${number}: accept . · refuse . <reason>`,
      `${number}  受理`,
      `${number}-1-clean.jpg`,
      `${folder} has ${number}-1-clean.jpg already; name another folder`,
      'licheng.txt cannot be written (EEXIST); name another folder',
      'yes: filed with this content',
      'needs a custodian',
      'refuse <number> <reason> [words]',
    ])
      expect(stdout).toContain(said)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('示例举报人')

    const seen = await stage.reporters.look(code, 'a person key')
    expect(seen).toMatchObject({
      tip: {
        state: 'closed',
        messages: [{ text: '是哪一期？', isQuestion: true }, { text: '已责令整改，  感谢举报' }],
      },
    })
    expect(await readdir(folder)).toEqual([`${number}-1-clean.jpg`])
    const photo = join(folder, `${number}-1-clean.jpg`)
    expect((await readFile(photo)).includes(MARK)).toBe(false)
    expect((await stat(photo)).mode & 0o077).toBe(0)
  })

  it('takes one command from the command line, and its words from a pipe alone', async () => {
    const { number, code } = await tipWithPhoto()
    const replied = await desk('licheng', ['reply', number, '-'], ['第一行', '第二行'])
    expect(replied).toMatchObject({ code: 0, stderr: '' })
    const seen = await stage.reporters.look(code, 'a person key')
    expect(seen).toMatchObject({ tip: { messages: [{ text: '第一行\n第二行' }] } })
    const opened = await desk('custodian', ['identity', number, '--reason', '-'], ['核实奖励'])
    expect(opened.stdout).toContain('示例举报人 13800000000')
    expect(await desk('licheng', ['open'])).toMatchObject({
      code: 1,
      stdout: 'give a number: open <number>\n',
    })
  })

  it('refuses words that stand in a command line, and says what to type', async () => {
    expect(await desk('licheng', ['reply', 'JB20220310-7K3M9PXA', '已经去看过'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/nothing was done.*_logs.*' -'/),
    })
  })

  it('lets nobody in without a key of today', async () => {
    expect(await desk('sender', ['list'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stands in no list'),
    })
    expect(await runCommand('desk', ['list'], env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--identity'),
    })
  })
})
