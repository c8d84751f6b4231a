import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { types } from 'wechaty'
import { AppError } from '../../src/errors.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { ACCOUNT } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import {
  CHECK_INSTITUTION,
  CONTACT,
  creditCode,
  PHOTO as EVIDENCE,
  registerEnterprise,
  registerInstitution,
} from '../support/conversations.ts'
import { gate } from '../support/gate.ts'
import { createMessenger, type Friend } from '../support/messenger.ts'
import { createPlatform } from '../support/platform.ts'
import { type Product, startProduct } from '../support/product.ts'
import { readTables } from '../support/records.ts'
import { receiptIn, writeTip } from '../support/tip-talk.ts'
import { readDocx } from '../unit/documents/read-docx.ts'

const PUPPET = { WECHATY_PUPPET: 'wechaty-puppet-mock' }
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

type Messenger = ReturnType<typeof createMessenger>

async function startMessenger(product: Product): Promise<Messenger> {
  const messenger = createMessenger(product.app.wechaty!.puppet)
  messenger.logIn()
  return messenger
}

/** Those to stamp, without the index of photos. */
const PAPERS = ['自查报告', '检查表（附件1）', '问题清单', '整改清单'].map(name => `${name}.docx`)

/** The institution's self-check as it is typed on a messenger. */
const CHECK = CHECK_INSTITUTION.map(each => (typeof each === 'string' ? each : { photo: PHOTO }))

describe.each(BACKENDS)('on %s', (_, open) => {
  let env: Record<string, string>
  let product: Product
  let messenger: Messenger
  let institution: Friend

  beforeAll(async () => {
    env = await open()
    product = await startProduct({ ...env, ...PUPPET })
    messenger = await startMessenger(product)
    institution = messenger.friend('institution')
  })
  afterAll(() => product.close())

  const friend = () => messenger.friend(newName())
  const tables = () => readTables(env.DATABASE_URL!)

  test('who asks to be a friend is accepted and greeted once, like a follower', async () => {
    const { mock } = messenger
    const accepted: string[] = []
    mock.friendshipAccept = async id => void accepted.push(id)
    const newcomer = friend()
    const about = { contactId: newcomer.id, timestamp: Date.now(), hello: '你好' }
    for (const [id, type] of [
      ['asked', types.Friendship.Receive],
      ['confirmed', types.Friendship.Confirm],
    ] as const) {
      await mock.friendshipPayload(id, { id, type, ticket: '', ...about })
      mock.emit('friendship', { friendshipId: id })
    }
    expect(await newcomer.hears(1)).toEqual([expect.stringContaining('这里是安培助手')])
    expect(await newcomer.send('菜单')).toContain('自查')
    expect([newcomer.heard.length, accepted]).toEqual([2, ['asked']])
  })

  test('an institution registers, walks its checklist with a photo, files and has its papers as files', async () => {
    const cards: unknown[] = []
    messenger.mock.messageSendUrl = async (_, card) => void cards.push(card)
    await institution.send(...registerInstitution(creditCode(61)))
    const filed = await institution.send(...CHECK)
    expect(filed).toMatch(/回执号：ZC20220310-[0-9A-Z]{8}\n/)
    const [url] = /^http.*$/m.exec(filed) ?? []
    const title = '材料已经照您的回答填好，在这里看、下载、打印'
    await expect.poll(() => cards).toEqual([{ title, url }])
    await expect.poll(() => institution.files.map(({ name }) => name)).toEqual(PAPERS)
    for (const { bytes } of institution.files) expect(readDocx(bytes).text).toContain('示例安全培训学校')
    const { photos, filings } = await tables()
    expect(photos!.map(({ bytes, media_type }) => [Buffer.from(bytes as Uint8Array), media_type])).toEqual([
      [PHOTO, 'image/png'],
    ])
    expect(filings).toHaveLength(1)
  })

  test('a colleague on the official account joins the same unit, and both are told the same', async () => {
    const { wall, webhookUrl } = product
    const follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
    const [, code = ''] = /邀请码：(\S+)/.exec(await institution.send('邀请')) ?? []
    for (const text of ['登记', '同意', '1', creditCode(61), code, CONTACT.name, CONTACT.phone, '提交登记']) {
      await follower.send(text)
    }
    const progress = (await follower.send('进度')).text
    expect(progress).toContain('示例安全培训学校')
    expect(progress).toContain('第1版已提交')
    expect(await institution.send('进度')).toBe(progress)
  })

  test('two people who talk at the same time are each answered on their own', async () => {
    const [one, other] = [friend(), friend()]
    const enterprise = registerEnterprise(creditCode(62))
    const school = registerInstitution(creditCode(63), '另一所示例学校')
    for (const [index, text] of enterprise.entries()) {
      one.post(text)
      if (school[index]) other.post(school[index])
    }
    await Promise.all([one.hears(enterprise.length), other.hears(school.length)])
    expect(one.heard.at(-1)).toContain('示例制鞋有限公司')
    expect(other.heard.at(-1)).toContain('另一所示例学校')
  })

  test('ten rapid messages of one person are answered in their order', async () => {
    const calm = friend()
    const hasty = friend()
    const ten = [
      ...registerInstitution(creditCode(64)).slice(0, 5),
      '返回',
      '改名字的学校',
      '菜单',
      '继续',
      '荔城',
    ]
    await calm.send(...ten)
    for (const text of ten) hasty.post(text)
    expect(await hasty.hears(ten.length)).toEqual(calm.heard)
  })

  test('a message that is delivered twice is answered and recorded once', async () => {
    const twice = friend()
    await twice.send(...registerInstitution(creditCode(65)), '不存在')
    const before = twice.heard.length
    const id = twice.post('存在')
    messenger.again(id)
    await twice.hears(before + 1)
    messenger.again(id)
    await twice.send('4')
    expect(twice.heard.slice(before)).toHaveLength(2)
    expect(twice.heard.at(-1)).toContain('具体是什么问题')
  })

  test('a group chat hears one line when the account is mentioned, and leaves no record', async () => {
    const [one, other] = [friend(), friend()]
    const group = messenger.group(one, other)
    const before = await tables()
    group.say(one, '自查')
    group.say(one, '我要举报，他们压缩学时')
    group.say(other, '@安培助手 自查', 'account')
    group.say(other, '@安培助手 举报', 'account')
    await expect.poll(() => group.heard).toEqual([expect.stringContaining('请私聊')])
    expect(await tables()).toEqual(before)
    await one.send('菜单')
    expect([group.heard.length, one.heard.length, other.heard.length]).toEqual([1, 1, 0])
  })

  test('a recalled message is told about and changes nothing', async () => {
    const person = friend()
    await person.send(...registerInstitution(creditCode(66)), '不存在')
    const before = await tables()
    messenger.deliver(person, types.Message.Recalled, { text: 'some-message' })
    await person.hears(person.heard.length + 1)
    expect(person.heard.at(-1)).toContain('撤回')
    expect((await tables()).answers).toEqual(before.answers)
    expect(await person.send('存在')).toContain('情形')
  })

  test('a tip-off is taken with a name, and no other level is promised', async () => {
    const person = friend()
    expect(await person.send('举报')).toMatch(/^在这个平台上[\s\S]*只能实名举报[\s\S]*1. 实名举报/)
    expect(await person.send('帮助')).toContain('要匿名或者保密，请到微信公众号')
    for (const what of writeTip('named').slice(1)) {
      if (typeof what === 'string') await person.send(what)
      if (what === EVIDENCE) await person.send({ photo: PHOTO })
    }
    expect(person.heard.at(-1)).toContain('1 张照片')
    const { number, code } = receiptIn(await person.send('提交举报'))!
    expect(await person.send(code)).toContain('查询码没有错')
    expect(await person.send(`查询 ${code}`)).toContain(number)
    expect((await tables()).tips).toMatchObject([{ number, level: 'named' }])
  })

  test('the connection is lost and found: the reply that could not be said comes with the next', async () => {
    const person = friend()
    await person.send(...registerInstitution(creditCode(67)))
    const { mock } = messenger
    const { messageSendText } = mock
    mock.messageSendText = async (...text) => {
      mock.messageSendText = messageSendText
      await messenger.lose()
      return messageSendText.call(mock, ...text)
    }
    person.post('不存在')
    await expect.poll(() => product.logged.join()).toContain('a reply waits for the next message')
    messenger.logIn()
    const next = await person.send('存在')
    expect(next).toContain('刚才发慢了')
    expect(next).toContain('情形')
    expect(product.logged.join()).toContain('the connection is lost')
  })

  test('nobody is named in the records or the log, and nothing that was said in the log', async () => {
    const log = product.logged.join('\n')
    const kept = Object.values(await tables())
      .flat()
      .flatMap(row =>
        Object.values(row).map(value => (value instanceof Uint8Array ? Buffer.from(value) : value)),
      )
    expect(kept.join('\n')).toContain('示例安全培训学校')
    expect(kept.join('\n')).not.toContain(institution.id)
    for (const secret of [
      institution.id,
      messenger.account.id,
      CONTACT.phone,
      '示例安全培训学校',
      '压缩学时',
    ]) {
      expect(log).not.toContain(secret)
    }
  })
})

describe('while a turn is at work', () => {
  test('one that fails is answered, the process goes on, and the next message is heard', async () => {
    const broken = new Set<string>()
    const product = await startProduct(
      { DATABASE_URL: 'sqlite::memory:', ...PUPPET },
      {
        openStorage: async (...given) => {
          const storage = await openStorage(...given)
          const begin: typeof storage.turns.begin = async (person, ...rest) => {
            if (broken.delete('begin')) throw new AppError('store-away')
            return storage.turns.begin(person, ...rest)
          }
          return { ...storage, turns: { ...storage.turns, begin } }
        },
      },
    )
    const person = (await startMessenger(product)).friend('person')
    broken.add('begin')
    expect(await person.send('菜单')).toContain('请过一会儿再发一次')
    expect(await person.send('菜单')).toContain('自查')
    await product.close()
  })

  test('stopping waits for it, and its answer is still said', async () => {
    const [reached, held] = [gate(), gate()]
    const product = await startProduct(
      { DATABASE_URL: 'sqlite::memory:', ...PUPPET },
      {
        openStorage: async (...given) => {
          const storage = await openStorage(...given)
          const commit: typeof storage.turns.commit = async (...done) => {
            reached.open()
            await held.opened
            return storage.turns.commit(...done)
          }
          return { ...storage, turns: { ...storage.turns, commit } }
        },
      },
    )
    const messenger = await startMessenger(product)
    const person = messenger.friend('person')
    person.post('菜单')
    await reached.opened
    let isClosed = false
    const closed = product.close().then(() => {
      isClosed = true
    })
    await turnOfLoop()
    expect(isClosed).toBe(false)
    held.open()
    await closed
    expect(person.heard).toEqual([expect.stringContaining('自查')])
    expect(messenger.mock.isLoggedIn).toBe(false)
  })
})
