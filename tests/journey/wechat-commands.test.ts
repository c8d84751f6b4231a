import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { toMenuButtons } from '../../src/dialog/menu.ts'
import { ACCOUNT_ENV } from '../support/account.ts'
import { closeServers, serve } from '../support/answering-server.ts'
import { content } from '../support/content.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { buildProduct } from '../support/product-process.ts'
import { type ScriptedWechat, scriptWechat } from '../support/scripted-wechat.ts'

type Scene = { action_info: { scene: { scene_str: string } } }

const PUBLIC_URL = 'https://anpei.test'
const BUTTONS = toMenuButtons(content.menu, PUBLIC_URL)

let wechat: ScriptedWechat
let env: Record<string, string>
beforeEach(async () => {
  wechat = scriptWechat()
  const base = await serve(async (request, response) => {
    const body = await text(request)
    const init = { method: request.method ?? 'GET', ...(body && { body }) }
    const answer = await wechat.fetch(`http://wechat${request.url}`, init)
    response.writeHead(answer.status).end(await answer.text())
  })
  env = {
    ...ACCOUNT_ENV,
    PATH: process.env.PATH ?? '',
    DATABASE_URL: await createEmptyDatabase('sqlite-file'),
    WECHAT_API_BASE: `${base}/`,
    PUBLIC_URL,
  }
})
afterEach(closeServers)

type Ran = { code: number; stdout: string; stderr: string }

/** Runs a command of the built product. */
async function run(command: 'menu' | 'wechat-status' | 'roster', ...args: string[]): Promise<Ran> {
  const cwd = await buildProduct()
  const ran = promisify(execFile)(process.execPath, [`dist/${command}.js`, ...args], { cwd, env })
  return ran.then(({ stdout, stderr }) => ({ code: 0, stdout, stderr })).catch((thrown: Ran) => thrown)
}

const refused = (errcode: number, errmsg = 'no') => ({ errcode, errmsg })

describe('npm run menu', () => {
  it('publishes the menu of the content', async () => {
    expect(await run('menu')).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^published 3 buttons with \d+ entries\nphones show it within 5 minutes/),
      stderr: '',
    })
    expect(wechat.asked.at(-1)).toMatchObject({ path: '/cgi-bin/menu/create', body: { button: BUTTONS } })
  })

  it('shows what is published', async () => {
    wechat.on('/cgi-bin/menu/get', { menu: { button: BUTTONS } })
    const { stdout } = await run('menu', '--show')
    expect(stdout).toMatch(/^我的自查\n {2}开始自查 {2}key self-check\n/)
    expect(stdout).toContain('  证书查询  http://cx.mem.gov.cn\n')
  })

  it('says in words why it failed', async () => {
    wechat.on('/cgi-bin/menu/create', refused(40_018))
    const { code, stdout, stderr } = await run('menu')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('a button’s name is longer')
  })

  it('publishes no menu whose pages nobody could reach', async () => {
    delete env.PUBLIC_URL
    expect(await run('menu')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('PUBLIC_URL: missing'),
    })
    expect(wechat.asked).toEqual([])
  })

  it('publishes nothing of a content with faults', async () => {
    env.CONTENT_DIR = inject('runDir')
    const { code, stderr } = await run('menu')
    expect([code, wechat.asked]).toEqual([1, []])
    expect(stderr).toContain('the content has faults')
  })

  it('in the simulator says that it must run', async () => {
    env = { PATH: env.PATH!, DATABASE_URL: env.DATABASE_URL!, PORT: '1' }
    const { code, stderr } = await run('menu')
    expect(code).toBe(1)
    expect(stderr).toContain('run npm start in another terminal')
  })
})

describe('npm run roster -- codes', () => {
  it('writes where the picture of each scene is', async () => {
    wechat.on('/cgi-bin/qrcode/create', ({ body }) => ({
      ticket: `ticket of ${(body as Scene).action_info.scene.scene_str}`,
      url: 'http://weixin.qq.com/q/1',
    }))
    const file = join(inject('runDir'), 'codes.csv')
    expect(await run('roster', 'codes', file, '--bureau', 'hanjiang', '--qr')).toMatchObject({ code: 0 })
    const [heads, bureau] = (await readFile(file, 'utf8')).split('\r\n')
    expect(heads).toMatch(/二维码参数,二维码图片$/)
    expect(bureau).toMatch(/,([\w-]+),https:\/\/mp\.weixin\.qq\.com\S+=ticket%20of%20\1$/)
  })
})

describe('npm run wechat', () => {
  const TEMPLATE = {
    template_id: 'tpl-1',
    title: '报送期限提醒',
    content: '事项：{{thing1.DATA}}\n截止时间：{{date2.DATA}}',
  }

  it('shows what the account may do, its menu, quotas and templates', async () => {
    wechat.on('/cgi-bin/menu/get', { menu: { button: BUTTONS.slice(1) } })
    wechat.on('/cgi-bin/template/get_all_private_template', { template_list: [TEMPLATE] })
    wechat.on('/wxaapi/newtmpl/gettemplate', refused(48_001))
    wechat.on('/cgi-bin/openapi/quota/get', ({ body }) =>
      JSON.stringify(body).includes('custom')
        ? { errcode: 0, quota: { daily_limit: 500_000, used: 12, remain: 499_988 } }
        : refused(76_022),
    )
    const { code, stdout, stderr } = await run('wechat-status')
    expect([code, stderr]).toEqual([0, ''])
    for (const line of [
      /^account +wx0123456789abcdef$/m,
      /^kind +verified-service$/m,
      /^access token +works$/m,
      /^may: template messages +yes$/m,
      /^may: subscription messages +no$/m,
      /^may: sign-in on pages +yes$/m,
      /^menu +2 buttons with \d+ entries, not as in the content: npm run menu$/m,
      /^\/cgi-bin\/message\/custom\/send +12 of 500000 calls used today, 499988 left$/m,
      /^\/cgi-bin\/media\/get +WeChat answered 76022 /m,
      /^templates of template messages: 1\n {2}tpl-1 {2}报送期限提醒\n {4}thing1 {2}事项\n {4}date2 {2}截止时间$/m,
    ])
      expect(stdout).toMatch(line)
    expect(stdout).not.toContain('subscription messages:')
    expect(stdout).not.toContain(ACCOUNT_ENV.WECHAT_APP_SECRET)
    expect(stdout).not.toContain(wechat.tokens.current)
  })

  it('says where the picture of the code for tip-offs is, or that this account can have none', async () => {
    wechat.on('/cgi-bin/qrcode/create', ({ body }) => ({
      ticket: `ticket of ${(body as Scene).action_info.scene.scene_str}`,
      url: 'http://weixin.qq.com/q/1',
    }))
    expect(await run('wechat-status', '--qr')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--qr tip'),
    })
    const made = await run('wechat-status', '--qr', 'tip')
    expect(made).toEqual({
      code: 0,
      stdout: 'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=ticket%20of%20tip\n',
      stderr: '',
    })
    wechat.on('/cgi-bin/qrcode/create', refused(48_001))
    expect(await run('wechat-status', '--qr', 'tip')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('only a verified service account'),
    })
  })

  it('shows nothing but the remedy while there is no token', async () => {
    wechat.on('/cgi-bin/stable_token', refused(40_164, 'invalid ip 203.0.113.9, not in whitelist'))
    const { code, stdout, stderr } = await run('wechat-status')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('203.0.113.9')
    expect(stderr).not.toContain(ACCOUNT_ENV.WECHAT_APP_SECRET)
  })
})
