import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { creditCode, registerEnterprise, registerInstitution } from '../../support/conversations.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { PHOTO_BODY, talk } from '../../support/talk.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage('sqlite::memory:')
})
afterEach(() => stage.close())

const CODE = creditCode(1)
const CONTACT = ['示例联系人', '13800000000']

/** What a colleague sends up to the review. */
const joinWith = (invite: string) => ['登记', '同意', '2', CODE, invite, ...CONTACT]

async function inviteFrom(speaker: string): Promise<string> {
  return /邀请码：(\S+)/.exec(await talk(stage, speaker, '邀请'))?.[1] ?? ''
}

describe('who does not consent', () => {
  it('leaves nothing behind, whatever was answered before', async () => {
    expect(await talk(stage, '甲', '登记', '同意', '1', CODE, '返回', '返回', '返回', '不同意')).toContain(
      '没有存您的信息',
    )
    expect(await talk(stage, '甲', '登记')).toContain('同意这样使用吗？')
  })

  it('and is registered already is asked whether to leave', async () => {
    await talk(stage, '甲', ...registerEnterprise(CODE))
    expect(await talk(stage, '甲', '修改登记', '改 1', '不同意')).toContain('真的退出，回复“确定”')
    expect(await talk(stage, '甲', '取消', '进度')).toContain('单位：示例制鞋有限公司')
    expect(await talk(stage, '甲', '修改登记', '改 1', '不同意', '确定')).toContain('您已经退出')
  })
})

describe('one unit', () => {
  it('is founded once when two people register it at the same time', async () => {
    const up = registerEnterprise(CODE).slice(0, -1)
    await talk(stage, '甲', ...up)
    await talk(stage, '乙', ...up)
    const [one, other] = await Promise.all([talk(stage, '甲', '提交登记'), talk(stage, '乙', '提交登记')])
    expect(one).toContain('登记好了')
    expect(other).toContain('请他在本号发“邀请”')
    expect(await talk(stage, '乙', await inviteFrom('甲'))).toContain('请核对登记信息')
    expect(await talk(stage, '乙', '提交登记')).toContain('登记好了：示例制鞋有限公司')
  })

  it('is joined once with one invite: whoever is later is asked for another', async () => {
    await talk(stage, '甲', ...registerEnterprise(CODE))
    const invite = await inviteFrom('甲')
    await talk(stage, '乙', ...joinWith(invite))
    await talk(stage, '丙', ...joinWith(invite))
    expect(await talk(stage, '乙', '提交登记')).toContain('登记好了')
    const refused = await talk(stage, '丙', '提交登记')
    expect(refused).toContain('这个码不对，或者用过了')
    expect(refused).toContain('您填在这里')
    expect(await talk(stage, '丙', await inviteFrom('甲'), '提交登记')).toContain('登记好了')
  })
})

describe('changing a registration', () => {
  beforeEach(async () => {
    await talk(stage, '甲', ...registerEnterprise(CODE))
    await talk(stage, '乙', ...registerInstitution(creditCode(2)))
  })

  it('to the code of another unit is refused where it is typed', async () => {
    expect(await talk(stage, '甲', '修改登记', '改 3', creditCode(2))).toContain('已经登记在别的单位名下')
    expect(await talk(stage, '甲', creditCode(3), '提交登记')).toContain('已经改好')
  })

  it('costs no stamped papers that were being photographed', async () => {
    await talk(stage, '甲', '不存在', '不存在', '不存在', '提交自查')
    await talk(stage, '甲', '交件', PHOTO_BODY, '修改登记', '提交登记', '取消')
    expect(await talk(stage, '甲', '交件')).toContain('纸质材料已经报给涵江区应急管理局了吗？')
  })
})

describe('a code that opens a unit, sent in the middle of a registration', () => {
  const HALF_WAY = ['登记', '同意', '2']
  beforeEach(() => stage.importRoster('tests/fixtures/roster.csv'))

  it('leads into the unit, and the registration is over then', async () => {
    const code = await stage.codeOf('示例制鞋有限公司')
    const offered = await talk(stage, '甲', ...HALF_WAY, code)
    expect(offered).toContain('您要加入的单位：示例制鞋有限公司')
    expect(offered).toContain('您填到一半的登记先放着')
    const joined = await talk(stage, '甲', '同意', ...CONTACT, '加入单位')
    expect(joined).toContain('加入好了：示例制鞋有限公司')
    expect(joined).not.toContain('登记还没填完')
    expect(await talk(stage, '甲', '退出单位', '确定', '登记')).toContain('登记约3分钟')
  })

  it('costs nothing of what was answered for who does not join', async () => {
    await talk(stage, '甲', ...HALF_WAY, await stage.codeOf('示例制鞋有限公司'))
    expect(await talk(stage, '甲', '退出')).toContain('请发单位的统一社会信用代码')
  })

  it('and a wrong one is said to be none', async () => {
    expect(await talk(stage, '甲', ...HALF_WAY, 'AAAA-3333')).toContain('这个码不对')
    expect(await talk(stage, '甲', CODE)).toContain('单位全称是什么？')
  })
})
