import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from './errors.ts'

/** One line per value: what it is, what to type when it is wrong. `.env.example` and README are held against this table. */
const token = z
  .string()
  .regex(/^[A-Za-z0-9]{3,32}$/, 'give 3-32 letters and digits, the same as in the WeChat console')
const aesKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}$/, 'give the 43 characters of EncodingAESKey from the WeChat console')
const url = z.url({ protocol: /^https?$/, error: 'give an address such as https://anpei.example.gov.cn' })

/** Options of a puppet as its own documentation names them; they may hold a token. */
const puppetOptions = z.string().transform((text, context): Record<string, unknown> => {
  const options = z.record(z.string(), z.unknown()).safeParse(parseJson(text))
  if (options.success) return options.data
  context.addIssue('give the options of the puppet as a JSON object, such as {"token":"…"}')
  return z.NEVER
})

const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce
    .number('give a port number')
    .int()
    .min(0, 'give a port number')
    .max(65_535, 'give a port number')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
      'give sqlite:data/anpei.sqlite or postgres://user:password@host/database',
    )
    .default('sqlite:data/anpei.sqlite'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+$/, 'give redis://host:6379')
    .optional(),
  CONTENT_DIR: z.string().default('dialogs'),
  HOTLINE_PHONE: z
    .string()
    .regex(
      /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{5})$/,
      'give the number of the public hotline, such as 0594-12345678 or 12350',
    )
    .optional(),
  DATA_KEY: z
    .string()
    // Buffer.from would pass over a slip of the pen, and seal everything under another key.
    .regex(/^[A-Za-z0-9+/]{43}=?$/, 'give 32 bytes in base64: openssl rand -base64 32')
    .optional(),
  WECHAT_APP_ID: z
    .string()
    .regex(/^wx[0-9a-f]{16}$/, 'give the AppID: wx and 16 hexadecimal digits')
    .optional(),
  WECHAT_APP_SECRET: z.string().min(16, 'give the AppSecret from the WeChat console').optional(),
  WECHAT_TOKEN: token.optional(),
  WECHAT_ENCODING_AES_KEY: aesKey.optional(),
  WECHAT_ENCODING_AES_KEY_PREVIOUS: aesKey.optional(),
  WECHAT_API_BASE: url.default('https://api.weixin.qq.com'),
  WECHATY_PUPPET: z
    .string()
    .regex(
      /^(@[a-z0-9][\w.-]*\/)?wechaty-puppet-[\w.-]+$/,
      'give the npm name of a Wechaty puppet, such as wechaty-puppet-service',
    )
    .optional(),
  WECHATY_PUPPET_OPTIONS: puppetOptions.optional(),
  ROLE: z.enum(['all', 'web', 'worker'], 'give all, web or worker').default('all'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'give fatal, error, warn, info, debug or silent',
    )
    .default('info'),
  RECIPIENTS_FILE: z.string().default('data/recipients.yaml'),
  SENDER_IDENTITY_FILE: z.string().optional(),
  METRICS_TOKEN: z.string().min(16, 'give at least 16 characters: openssl rand -hex 16').optional(),
})
type Environment = z.infer<typeof Environment>

export const ENVIRONMENT_NAMES = Object.keys(Environment.shape) as (keyof Environment)[]

/** Values that must not lie in plain sight: each may also come from a file named by NAME_FILE. */
const SECRETS = [
  'DATABASE_URL',
  'REDIS_URL',
  'DATA_KEY',
  'WECHAT_APP_SECRET',
  'WECHAT_TOKEN',
  'WECHAT_ENCODING_AES_KEY',
  'WECHAT_ENCODING_AES_KEY_PREVIOUS',
  'WECHATY_PUPPET_OPTIONS',
  'METRICS_TOKEN',
] as const

const NEEDED_IN_PRODUCTION: [keyof Environment, string][] = [
  ['PUBLIC_URL', 'give the address WeChat reaches this server at'],
  ['DATA_KEY', 'give 32 bytes in base64: openssl rand -base64 32'],
  ['HOTLINE_PHONE', 'give the number of the public hotline; the notice prints none'],
  ['WECHAT_APP_ID', 'give the AppID from the WeChat console'],
  ['WECHAT_APP_SECRET', 'give the AppSecret from the WeChat console'],
  ['WECHAT_TOKEN', 'give the Token from the WeChat console'],
]

export type WechatAccount = {
  appId: string
  secret: string
  token: string
  /** Current first; none is plain mode. */
  aesKeys: string[]
  apiBase: string
}

export type Config = {
  production: boolean
  http: { port: number; host: string; publicUrl: string | null; metricsToken: string | null }
  databaseUrl: string
  redisUrl: string | null
  contentDir: string
  hotline: string | null
  dataKey: Uint8Array
  /** Who can open tip-offs: public keys. */
  recipientsFile: string
  /** Opens the links by which reporters are told; for processes that send. */
  senderIdentityFile: string | null
  /** A made-up account, and the simulator instead of WeChat. */
  simulated: boolean
  wechat: WechatAccount
  /** Another messenger: the npm name of a Wechaty puppet, and what it is made with. */
  puppet: { name: string; options: Record<string, unknown> } | null
  role: Environment['ROLE']
  logLevel: Environment['LOG_LEVEL']
}

/** Made up, for the simulator alone: they protect nothing, and production refuses to start without real ones. */
const SIMULATED: Omit<WechatAccount, 'apiBase'> = {
  appId: 'wx0000000000000000',
  secret: 'simulatorsimulatorsimulatorsimul',
  token: 'simulator',
  aesKeys: ['simulatorsimulatorsimulatorsimulatorsimulat'],
}
const SIMULATED_DATA_KEY = Buffer.alloc(32, 'simulator only')

/** Reads the environment once. Throws AppError('config-bad') whose detail lists every fault with its remedy. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = []
  const given = withFiles(env, faults)
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) faults.push(`${path.join('.')}: ${message}`)
  faults.push(...togetherFaults(given))
  if (!parsed.data || faults.length > 0)
    throw new AppError('config-bad', `\n${faults.map(fault => `  ${fault}`).join('\n')}`)
  return toConfig(parsed.data)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Empty values count as missing, as a copied .env.example leaves them. */
function withFiles(env: NodeJS.ProcessEnv, faults: string[]): NodeJS.ProcessEnv {
  const given: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`]
    if (!file) continue
    if (given[name]) faults.push(`${name}: given twice; remove ${name} or ${name}_FILE`)
    try {
      given[name] = readFileSync(file, 'utf8').trim()
    } catch {
      faults.push(`${name}_FILE: cannot be read; give the path of a readable file`)
    }
  }
  return given
}

/** What is missing beside other values or must not stand beside them, whatever each is by itself. */
function togetherFaults(given: NodeJS.ProcessEnv): string[] {
  const faults: string[] = []
  const production = given.NODE_ENV === 'production'
  if (production || given.WECHAT_APP_ID) {
    for (const [name, remedy] of NEEDED_IN_PRODUCTION) {
      if (given[name] === undefined && (production || name.startsWith('WECHAT_') || name === 'DATA_KEY')) {
        faults.push(`${name}: missing; ${remedy}`)
      }
    }
  }
  if (given.WECHAT_ENCODING_AES_KEY_PREVIOUS && !given.WECHAT_ENCODING_AES_KEY) {
    faults.push('WECHAT_ENCODING_AES_KEY: missing; the previous key is of use only beside the current one')
  }
  if (given.WECHATY_PUPPET_OPTIONS && !given.WECHATY_PUPPET) {
    faults.push('WECHATY_PUPPET: missing; give the npm name of the puppet these options are for')
  }
  if (given.REDIS_URL && (given.DATABASE_URL ?? 'sqlite:').startsWith('sqlite:')) {
    faults.push(
      'DATABASE_URL: several instances cannot share a SQLite file; give a postgres:// address, or remove REDIS_URL',
    )
  }
  return faults
}

function toConfig(values: Environment): Config {
  const simulated = values.WECHAT_APP_ID === undefined
  const { WECHAT_ENCODING_AES_KEY: key, WECHAT_ENCODING_AES_KEY_PREVIOUS: previous } = values
  const real = {
    appId: values.WECHAT_APP_ID ?? '',
    secret: values.WECHAT_APP_SECRET ?? '',
    token: values.WECHAT_TOKEN ?? '',
    aesKeys: [key, previous].filter(each => each !== undefined),
  }
  return Object.freeze({
    production: values.NODE_ENV === 'production',
    http: {
      port: values.PORT,
      host: values.HOST,
      publicUrl: values.PUBLIC_URL ?? null,
      metricsToken: values.METRICS_TOKEN ?? null,
    },
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL ?? null,
    contentDir: values.CONTENT_DIR,
    hotline: values.HOTLINE_PHONE ?? null,
    dataKey: values.DATA_KEY ? Buffer.from(values.DATA_KEY, 'base64') : SIMULATED_DATA_KEY,
    recipientsFile: values.RECIPIENTS_FILE,
    senderIdentityFile: values.SENDER_IDENTITY_FILE ?? null,
    simulated,
    wechat: { ...(simulated ? SIMULATED : real), apiBase: values.WECHAT_API_BASE },
    puppet: values.WECHATY_PUPPET
      ? { name: values.WECHATY_PUPPET, options: values.WECHATY_PUPPET_OPTIONS ?? {} }
      : null,
    role: values.ROLE,
    logLevel: values.LOG_LEVEL,
  })
}
