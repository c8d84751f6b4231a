import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { openRedis, type RedisLink } from '../../src/storage/redis.ts'
import { settingsToMend } from '../../src/storage/redis-settings.ts'
import { createRedisTurnStore } from '../../src/storage/redis-turn-store.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'

const AWAY = { code: 'store-away' }
const BODY = 'return {KEYS[1], ARGV[1]}'
const SCRIPT = { body: BODY, sha: createHash('sha1').update(BODY).digest('hex') }

const links: RedisLink[] = []
const servers: RedisServer[] = []
afterEach(async () => {
  await Promise.all(links.splice(0).map(link => link.close()))
  await Promise.all(servers.splice(0).map(server => server.stop()))
})

async function serve(): Promise<RedisServer> {
  const server = await startRedis()
  servers.push(server)
  return server
}

async function connect(url: string, commandMs = 20_000): Promise<RedisLink> {
  const link = await openRedis(url, { commandMs })
  links.push(link)
  return link
}

const answers = (link: RedisLink) => expect.poll(() => link.send(['PING']).catch(() => null))

describe('Redis link', () => {
  it('carries bytes both ways, also through a script the server does not know', async () => {
    const link = await connect((await serve()).url)
    const bytes = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index))
    await link.send(['SET', 'k', bytes])
    expect(await link.send(['GET', 'k'])).toEqual(bytes)
    expect(await link.run(SCRIPT, [bytes], [bytes])).toEqual([bytes, bytes])
    expect(await link.run(SCRIPT, [bytes], [bytes])).toEqual([bytes, bytes])
    expect(String(await link.send(['INFO', 'commandstats']))).toMatch(/cmdstat_eval:calls=1,/)
  })

  it('opens without a server, is away, and serves once there is one', async () => {
    const server = await serve()
    await server.kill()
    const link = await connect(server.url)
    await expect(link.send(['PING'])).rejects.toMatchObject(AWAY)
    await server.restart()
    await answers(link).toBe('PONG')
  })

  it('fails what runs when the server dies, then at once, and finds it again with its data', async () => {
    const server = await serve()
    const link = await connect(server.url)
    const store = createRedisTurnStore(link)
    const first = await store.begin('p', 'm1', 'a1')
    if (first.state !== 'go') throw new Error(first.state)
    await store.commit(first.turn, { session: Buffer.from('s1'), reply: null, parked: null })

    const observer = await connect(server.url)
    const running = expect(link.send(['BLPOP', 'nothing', '0'])).rejects.toMatchObject(AWAY)
    await expect.poll(() => observer.send(['INFO', 'clients']).then(String)).toMatch('blocked_clients:1')
    await server.kill()
    await running
    await expect(store.begin('p', 'm2', 'a1')).rejects.toMatchObject(AWAY)
    await expect(store.ping()).rejects.toMatchObject(AWAY)

    await server.restart()
    await answers(link).toBe('PONG')
    const next = await store.begin('p', 'm2', 'a1')
    expect(next.state === 'go' && String(next.session)).toBe('s1')
    expect(next.state === 'go' && next.turn.fence).toBeGreaterThan(first.turn.fence)
  })

  it('does not hand out a fence again after the server lost everything', async () => {
    const link = await connect((await serve()).url)
    const store = createRedisTurnStore(link)
    const before = await store.begin('p', 'm1', 'a1')
    await link.send(['FLUSHALL'])
    const after = await store.begin('p', 'm2', 'a1')
    if (before.state !== 'go' || after.state !== 'go') throw new Error('both get their turn')
    expect(after.turn.fence).toBeGreaterThan(before.turn.fence)
    expect(await store.commit(before.turn, { session: null, reply: null, parked: null })).toBe('stale')
  })

  it('reconnects when the server closes its connection', async () => {
    const { url } = await serve()
    const [link, other] = [await connect(url), await connect(url)]
    const id = Number(await link.send(['CLIENT', 'ID']))
    await other.send(['CLIENT', 'KILL', 'ID', String(id)])
    await answers(link).toBe('PONG')
    expect(await link.send(['CLIENT', 'ID'])).not.toBe(id)
  })

  it('does not wait for a server that hangs, and uses it again when it wakes', async () => {
    const server = await serve()
    const link = await connect(server.url, 1_000)
    await answers(link).toBe('PONG')
    server.pause()
    await expect(link.send(['SET', 'k', 'late'])).rejects.toMatchObject(AWAY)
    await expect(link.send(['SET', 'k', 'never'])).rejects.toMatchObject(AWAY)
    server.resume()
    await answers(link).toBe('PONG')
    expect(String(await link.send(['GET', 'k']))).toBe('late')
  })

  it('replaces a connection on which nothing is heard any more', async () => {
    const server = await serve()
    const link = await connect(server.url, 1_000)
    await answers(link).toBe('PONG')
    const id = await link.send(['CLIENT', 'ID'])
    server.pause()
    await expect(link.send(['PING'])).rejects.toMatchObject(AWAY)
    const reason = () => link.send(['PING']).catch(error => String(error.cause))
    await expect.poll(reason).toMatch('Socket timeout')
    server.resume()
    await answers(link).toBe('PONG')
    expect(await link.send(['CLIENT', 'ID'])).not.toBe(id)
  })

  it('tells a server that refuses to serve from a mistake of ours', async () => {
    const link = await connect((await serve()).url)
    await link.send(['CONFIG', 'SET', 'maxmemory', '1'])
    await expect(link.send(['SET', 'k', 'v'])).rejects.toMatchObject(AWAY)
    await expect(link.send(['NONSENSE'])).rejects.toThrow(/unknown command/)
  })

  it('tells which settings may lose answers, and nothing where the server keeps them to itself', async () => {
    const link = await connect((await serve()).url)
    expect(await settingsToMend(link)).toEqual(['appendfsync always'])
    await link.send(['CONFIG', 'SET', 'appendfsync', 'always'])
    expect(await settingsToMend(link)).toEqual([])
    await link.send(['CONFIG', 'SET', 'appendonly', 'no'])
    await link.send(['CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru'])
    expect(await settingsToMend(link)).toEqual(['appendonly yes', 'maxmemory-policy noeviction'])
    await link.send(['ACL', 'SETUSER', 'default', '-config'])
    expect(await settingsToMend(link)).toEqual([])
  })

  it('is away after it was closed', async () => {
    const link = await connect((await serve()).url)
    await link.close()
    await link.close()
    await expect(link.send(['PING'])).rejects.toMatchObject(AWAY)
  })
})
