import { expect, test } from 'vitest'
import { ACCOUNT } from '../support/account.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPageVisitor } from '../support/page-visitor.ts'
import { createPlatform } from '../support/platform.ts'
import { startProduct } from '../support/product.ts'

test.each([undefined, 'https://anpei.example.gov.cn/'])(
  '页面 gives a member the way in at %s',
  async publicUrl => {
    const product = await startProduct({
      DATABASE_URL: await createEmptyDatabase('sqlite-memory'),
      ...(publicUrl && { PUBLIC_URL: publicUrl }),
    })
    const member = createPlatform({
      ...ACCOUNT,
      webhookUrl: () => product.webhookUrl,
      wall: product.wall,
    }).follower('甲')
    expect((await member.send('页面')).text).toContain('您还没有登记单位')
    for (const text of registerInstitution(creditCode(1))) await member.send(text)
    const link = new URL(/http\S+/.exec((await member.send('页面')).text)?.[0] ?? '')
    expect(link.origin).toBe(new URL(publicUrl ?? product.url).origin)

    const visitor = createPageVisitor(product.url)
    const opened = await visitor.open(link.pathname)
    expect(opened.headers.get('set-cookie')?.endsWith('; Secure')).toBe(publicUrl !== undefined)
    expect((await visitor.go('/u')).text).toContain('示例安全培训学校')
    await product.close()
  },
)
