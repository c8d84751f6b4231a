import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://anpei.example.gov.cn',
  DATABASE_URL: 'postgres://anpei:a-password@database/anpei',
  REDIS_URL: 'rediss://redis:6379',
  HOTLINE_PHONE: '0594-12345678',
  DATA_KEY: KEY,
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_TOKEN: 'aToken1234',
  WECHAT_ENCODING_AES_KEY: 'a'.repeat(43),
}

/** The lines of the fault, one value each. */
function faultsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
    return []
  } catch (thrown) {
    return (thrown as Error).message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
  }
}

it('a start without any value is the simulator', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    simulated: true,
    production: false,
    databaseUrl: 'sqlite:data/anpei.sqlite',
  })
  expect(config.wechat.aesKeys).toHaveLength(1)
})

it('a full environment is taken as it is', () => {
  const config = readConfig(PRODUCTION)
  expect(config).toMatchObject({ simulated: false, production: true, redisUrl: PRODUCTION.REDIS_URL })
  expect(Buffer.from(config.dataKey).toString('base64')).toBe(KEY)
})

describe('every value that is wrong', () => {
  const wrong: [keyof typeof PRODUCTION | string, string][] = [
    ['PORT', '70000'],
    ['PORT', '30.5'],
    ['PORT', 'web'],
    ['PUBLIC_URL', 'some-host'],
    ['DATABASE_URL', 'mysql://root:a-password@database'],
    ['REDIS_URL', 'http://:a-password@redis'],
    ['HOTLINE_PHONE', '999'],
    ['DATA_KEY', 'not-the-key'],
    ['DATA_KEY', `${KEY.slice(0, 20)}!!${KEY.slice(20)}`],
    ['WECHAT_APP_ID', 'gh_0123456789ab'],
    ['WECHAT_APP_SECRET', 'a-secret'],
    ['WECHAT_TOKEN', 'a token!'],
    ['WECHAT_ENCODING_AES_KEY', 'a'.repeat(42)],
    ['WECHAT_API_BASE', 'api'],
    ['WECHATY_PUPPET', 'wechat4u'],
    ['WECHATY_PUPPET', '../puppet'],
    ['WECHATY_PUPPET_OPTIONS', 'token=a-token'],
    ['WECHATY_PUPPET_OPTIONS', '["a-token"]'],
    ['ROLE', 'boss'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_TOKEN', 'short'],
  ]

  it.each(wrong)('%s=%s is named with a remedy, and not repeated', (name, value) => {
    const faults = faultsOf({ ...PRODUCTION, WECHATY_PUPPET: 'wechaty-puppet-mock', [name]: value })
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name}: .*give `))])
    expect(faults.join()).not.toContain(value)
  })

  it('is named in one go', () => {
    const faults = faultsOf({ ...PRODUCTION, ...Object.fromEntries(wrong) })
    expect(new Set(faults.map(fault => fault.split(':')[0]))).toEqual(new Set(wrong.map(([name]) => name)))
    const { PUBLIC_URL, DATA_KEY, ...lacking } = PRODUCTION
    expect(faultsOf({ ...lacking, PORT: 'x' }).map(fault => fault.split(':')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'DATA_KEY',
    ])
  })
})

it('a puppet has its options, none where none are given', () => {
  const [WECHATY_PUPPET, token] = [
    '@juzibot/wechaty-puppet-example',
    '{"token":"a-token","cache":{"room":1}}',
  ]
  expect(readConfig({ WECHATY_PUPPET, WECHATY_PUPPET_OPTIONS: token }).puppet).toEqual({
    name: WECHATY_PUPPET,
    options: { token: 'a-token', cache: { room: 1 } },
  })
  expect(readConfig({ WECHATY_PUPPET }).puppet).toEqual({ name: WECHATY_PUPPET, options: {} })
  expect(readConfig({}).puppet).toBeNull()
  expect(faultsOf({ WECHATY_PUPPET_OPTIONS: token })).toEqual([
    'WECHATY_PUPPET: missing; give the npm name of the puppet these options are for',
  ])
})
