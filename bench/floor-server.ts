import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { createClient, RESP_TYPES } from 'redis'
import { decrypt, encrypt } from '../src/wechat/cipher.ts'
import { sameSignature, sign } from '../src/wechat/signature.ts'
import { ACCOUNT } from './account.ts'

/**
 * The least a turn can cost: node:http, the crypto of safe mode both ways, one script of Redis to begin and one to
 * commit. It parses nothing, decides nothing and seals nothing. Arguments: port, address of Redis.
 */
const [port, redisUrl] = process.argv.slice(2)
const { appId, token, key } = ACCOUNT

const redis = createClient({
  url: redisUrl!,
  disableClientInfo: true,
  // As in the product: the client's own limit for a command costs an AbortSignal each.
  commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
})
await redis.connect()

const BEGIN = await load(`return { redis.call('EXISTS', KEYS[2]), redis.call('GET', KEYS[1]) }`)
const COMMIT = await load(`
  redis.call('SET', KEYS[1], ARGV[1], 'PX', 86400000)
  redis.call('SET', KEYS[2], '1', 'PX', 86400000)
  redis.call('SET', KEYS[3], ARGV[2], 'PX', 60000)
  return 1`)

/** As large as what a person leaves behind in the middle of a self-check, and as what is remembered of a reply. */
const SESSION = randomBytes(1_000)
const REMEMBERED = randomBytes(700)
const WORDS = '自'.repeat(200)

createServer(async (request, response) => {
  const sealed = between(await readAll(request), '<Encrypt><![CDATA[', ']]>')
  const query = new URLSearchParams(request.url!.slice(request.url!.indexOf('?')))
  const expected = sign(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', sealed)
  if (!sameSignature(query.get('msg_signature') ?? '', expected)) return response.writeHead(401).end()

  const { xml } = decrypt(key, sealed)
  const person = between(xml, '<FromUserName><![CDATA[', ']]>')
  const message = between(xml, '<MsgId>', '<')
  const keys = [`floor:{${person}}:session`, `floor:{${person}}:seen:${message}`]
  const [seen, session] = (await redis.sendCommand(['EVALSHA', BEGIN, '2', ...keys])) as [
    number,
    Buffer | null,
  ]
  if (seen) return response.writeHead(409).end()
  const rest = [`floor:{${person}}:reply:${message}`, session ?? SESSION, REMEMBERED]
  await redis.sendCommand(['EVALSHA', COMMIT, '3', ...keys, ...rest])

  response.setHeader('content-type', 'application/xml; charset=utf-8')
  response.end(answer(person))
}).listen(Number(port), '127.0.0.1')

function answer(person: string): string {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const reply =
    `<xml><ToUserName><![CDATA[${person}]]></ToUserName><FromUserName><![CDATA[${ACCOUNT.accountId}]]></FromUserName>` +
    `<CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${WORDS}]]></Content></xml>`
  const encrypted = encrypt(key, appId, reply, randomBytes(16))
  const signature = sign(token, timestamp, '42', encrypted)
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[42]]></Nonce></xml>`
  )
}

function load(script: string): Promise<string> {
  return redis.scriptLoad(script).then(String)
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length
  return text.slice(from, text.indexOf(end, from))
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
