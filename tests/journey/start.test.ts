import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { ENVIRONMENT_NAMES } from '../../src/config.ts'
import { ACCOUNT, ACCOUNT_ENV } from '../support/account.ts'
import { BACKENDS } from '../support/backends.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPlatform } from '../support/platform.ts'
import { runProduct, startProductProcess } from '../support/product-process.ts'

/** A directory of this run for files a test makes. */
async function newFolder(name: string): Promise<string> {
  const folder = join(inject('runDir'), name)
  await mkdir(folder)
  return folder
}

describe('a wrong environment', () => {
  /** Values as a hurried operator may type them; none of the secret ones may be seen again. */
  const WRONG: Record<string, string> = {
    PORT: '80.5',
    PUBLIC_URL: 'bureau.example',
    DATABASE_URL: 'mysql://anpei:hunter2@database/anpei',
    REDIS_URL: 'redis.example:6379/hunter2',
    HOTLINE_PHONE: '12-34',
    DATA_KEY: 'c2hvcnRzZWNyZXQ=',
    WECHAT_APP_ID: 'gh_0123456789ab',
    WECHAT_APP_SECRET: 'tooshort',
    WECHAT_TOKEN: 'token with spaces',
    WECHAT_ENCODING_AES_KEY: 'notfortythreecharacters',
    WECHAT_ENCODING_AES_KEY_PREVIOUS: 'neitherisitthisone',
    WECHAT_API_BASE: 'api.weixin.qq.com',
    WECHATY_PUPPET: 'telegram',
    WECHATY_PUPPET_OPTIONS: '{"token":"hunter2"',
    ROLE: 'everything',
    LOG_LEVEL: 'loud',
    METRICS_TOKEN: 'shortmetrics',
  }

  test('stops the start with every fault and its remedy, and shows no value', async () => {
    const { code, stdout, stderr } = await runProduct({ NODE_ENV: 'production', ...WRONG })
    expect(code).toBe(1)
    expect(stdout).toBe('')
    const lines = stderr.split('\n')
    for (const name of Object.keys(WRONG)) {
      const line = lines.find(each => each.startsWith(`  ${name}: `))
      expect(line, name).toMatch(/: give /)
    }
    for (const value of Object.values(WRONG)) expect(stderr).not.toContain(value)
    expect(stderr).not.toContain('hunter2')
  })

  test('in production every missing value is named at once', async () => {
    const { code, stderr } = await runProduct({ NODE_ENV: 'production' })
    expect(code).toBe(1)
    for (const name of [
      'PUBLIC_URL',
      'DATA_KEY',
      'HOTLINE_PHONE',
      'WECHAT_APP_ID',
      'WECHAT_APP_SECRET',
      'WECHAT_TOKEN',
    ]) {
      expect(stderr).toMatch(new RegExp(`^  ${name}: missing; give `, 'm'))
    }
  })

  test('a secret that is given twice, or whose file cannot be read, is a fault', async () => {
    const { code, stderr } = await runProduct({
      ...ACCOUNT_ENV,
      DATA_KEY_FILE: '/nowhere/key',
      WECHAT_TOKEN_FILE: '/nowhere/token',
    })
    expect(code).toBe(1)
    expect(stderr).toContain('DATA_KEY: given twice; remove DATA_KEY or DATA_KEY_FILE')
    expect(stderr).toContain('WECHAT_TOKEN_FILE: cannot be read; give the path of a readable file')
    expect(stderr).not.toContain(ACCOUNT_ENV.DATA_KEY)
  })

  test('a database that cannot be reached stops the start without its password', async () => {
    const { code, stderr } = await runProduct({
      DATABASE_URL: 'postgres://anpei:hunter2@127.0.0.1:9/anpei',
      PORT: '0',
    })
    expect(code).toBe(1)
    expect(stderr).toContain('anpei cannot start')
    expect(stderr).not.toContain('hunter2')
  })
})

test('a port that is taken stops the start and says what to set', async () => {
  const taken = createServer()
  await new Promise<void>(done => taken.listen(0, '127.0.0.1', done))
  const PORT = String((taken.address() as AddressInfo).port)
  const { code, stderr } = await runProduct({ PORT, DATABASE_URL: await createEmptyDatabase('sqlite-file') })
  taken.close()
  expect(code).toBe(1)
  expect(stderr).toContain(`port ${PORT} is taken; set PORT to another one`)
})

describe('the content directory', () => {
  test('a fault in it stops the start with file and line', async () => {
    const folder = join(await newFolder('faulty-content'), 'dialogs')
    await cp('dialogs', folder, { recursive: true })
    const register = await readFile(join(folder, 'register.yaml'), 'utf8')
    const lines = register.split('\n')
    const line = lines.findIndex(each => each.includes('id: subject'))
    lines[line] = lines[line]!.replace('subject', 'consent')
    await writeFile(join(folder, 'register.yaml'), lines.join('\n'))

    const { code, stderr } = await runProduct({
      CONTENT_DIR: folder,
      DATABASE_URL: await createEmptyDatabase('sqlite-file'),
    })
    expect(code).toBe(1)
    expect(stderr).toContain('npm run check tells the remedy')
    expect(stderr).toMatch(new RegExp(`faulty-content/dialogs/register.yaml:${line + 1}  `))
  })

  test('one that is not there stops the start', async () => {
    const { code, stderr } = await runProduct({ CONTENT_DIR: '/nowhere/dialogs' })
    expect(code).toBe(1)
    expect(stderr).toContain('/nowhere/dialogs')
  })
})

test('secrets may lie in files', async () => {
  const folder = await newFolder('secrets')
  const { WECHAT_APP_ID, WECHAT_APP_SECRET, ...rest } = ACCOUNT_ENV
  const env: Record<string, string> = { WECHAT_APP_ID, HOTLINE_PHONE: rest.HOTLINE_PHONE }
  const secrets = {
    WECHAT_APP_SECRET,
    WECHAT_TOKEN: rest.WECHAT_TOKEN,
    WECHAT_ENCODING_AES_KEY: rest.WECHAT_ENCODING_AES_KEY,
    DATA_KEY: rest.DATA_KEY,
    DATABASE_URL: await createEmptyDatabase('sqlite-file'),
  }
  for (const [name, value] of Object.entries(secrets)) {
    env[`${name}_FILE`] = join(folder, name)
    await writeFile(join(folder, name), `${value}\n`)
  }
  const product = await startProductProcess(env)
  const follower = createPlatform({ ...ACCOUNT, webhookUrl: () => product.webhookUrl }).follower('somebody')
  expect((await follower.send('菜单')).text).toContain('自查')
  await product.kill()
})

test('without configuration the simulator runs, and its address is printed', async () => {
  const product = await startProductProcess({})
  const address = `${product.url}/simulator`
  const page = await fetch(address)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
  expect((await product.kill()).stdout).toContain(address)
})

test('with an account there is no simulator, and plain mode is warned of', async () => {
  const product = await startProductProcess({
    ...ACCOUNT_ENV,
    WECHAT_ENCODING_AES_KEY: '',
    DATABASE_URL: await createEmptyDatabase('sqlite-file'),
  })
  expect((await fetch(`${product.url}/simulator`)).status).toBe(404)
  const { stdout } = await product.kill()
  expect(stdout).toContain('plain mode')
  expect(stdout).not.toContain('/simulator')
})

test.each(BACKENDS)('with %s, SIGTERM stops it in order', async (_, open) => {
  const product = await startProductProcess({ ...ACCOUNT_ENV, ...(await open()) })
  expect(await (await fetch(`${product.url}/readyz`)).text()).toBe('ready')
  const { code, stdout } = await product.kill('SIGTERM')
  expect(code).toBe(0)
  expect(stdout).toContain('"msg":"stopped"')
})

describe('what is written about the environment', () => {
  test('.env.example has every name of the configuration and no other', async () => {
    const example = await readFile('.env.example', 'utf8')
    const names = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(names.sort()).toEqual([...ENVIRONMENT_NAMES].sort())
    expect(example).toContain('_FILE=')
  })

  test('README explains every name', async () => {
    const readme = await readFile('README.md', 'utf8')
    for (const name of ENVIRONMENT_NAMES) expect(readme).toContain(`\`${name}\``)
    expect(readme).toContain('_FILE=')
  })
})
