import type { FailureKind } from '../../delivery/channel.ts'
import type { Random } from '../../lib/random.ts'
import type { SharedValues } from '../../lib/shared-values.ts'
import { ApiFailure, noAnswer } from './failures.ts'

export type ValueSeal = {
  seal(purpose: string, bound: string, plain: Uint8Array): Uint8Array
  open(purpose: string, bound: string, sealed: Uint8Array): Uint8Array
}

/** What a secret was when it was read: `sealed` tells it from a later one. */
export type Held = { secret: string; sealed: Uint8Array }

/** A secret that WeChat lends for two hours and all instances use together. */
export type SharedSecret = {
  /** Fetched by one instance where there is none; the others wait for it. Rejects as fetching does. */
  get(): Promise<Held>
  /** Expires it for everyone, unless another has taken its place already. */
  drop(held: Held): Promise<void>
}

export type SharedSecretParts = {
  values: SharedValues
  seal: ValueSeal
  random: Random
  wait: (milliseconds: number) => Promise<unknown>
}

type Fresh = () => Promise<{ secret: string; seconds: number }>

/** It is given up so long before its end, at which WeChat lends a new one (wechat-platform §6.1). */
const MARGIN_S = 300
const SHORTEST_S = 60

/** Longer than one fetch takes; who dies while fetching keeps the others waiting so long. */
const LOCK_MS = 10_000
const POLL_MS = 100

/** Where WeChat refuses this server as such, asking at every message makes nothing better. */
const REFUSED_MS = 30_000
const FOR_A_WHILE = new Set<FailureKind>(['ip', 'config', 'quota', 'restricted'])

/** Keeps a secret sealed under its name in the shared values. */
export function createSharedSecret(name: string, fetchFresh: Fresh, parts: SharedSecretParts): SharedSecret {
  const { values, seal, random, wait } = parts
  const lock = `${name}:lock`
  const refused = `${name}:refused`
  let renewing: Promise<Held> | null = null

  async function read(): Promise<Held | null> {
    const sealed = await values.get(name)
    const secret = sealed && opened(sealed)
    return sealed && secret ? { sealed, secret } : null
  }

  /** null: it was sealed under a DATA_KEY of before, and another takes its place. */
  function opened(sealed: Uint8Array): string | null {
    try {
      return Buffer.from(seal.open('wechat', name, sealed)).toString()
    } catch {
      return null
    }
  }

  async function renew(): Promise<Held> {
    const owner = random.bytes(16)
    for (let waited = 0; waited <= LOCK_MS; waited += POLL_MS) {
      if (await values.putIfAbsent(lock, owner, LOCK_MS)) return withLock(owner)
      await wait(POLL_MS)
      const held = await read()
      if (held) return held
    }
    throw noAnswer(name)
  }

  async function withLock(owner: Uint8Array): Promise<Held> {
    try {
      // Whoever had the lock before may have fetched it.
      return (await read()) ?? (await fetchUnlessRefused())
    } finally {
      // Where that fails, the lock ends by itself.
      await values.dropIf(lock, owner).catch(() => false)
    }
  }

  async function fetchUnlessRefused(): Promise<Held> {
    const before = await values.get(refused)
    if (before) throw readRefusal(before)
    try {
      const { secret, seconds } = await fetchFresh()
      const sealed = seal.seal('wechat', name, Buffer.from(secret))
      await values.put(name, sealed, Math.max(seconds - MARGIN_S, SHORTEST_S) * 1_000)
      return { secret, sealed }
    } catch (thrown) {
      if (thrown instanceof ApiFailure && FOR_A_WHILE.has(thrown.kind))
        await values.put(refused, writeRefusal(thrown), REFUSED_MS)
      throw thrown
    }
  }

  return {
    async get() {
      const held = await read()
      if (held) return held
      renewing ??= renew().finally(() => {
        renewing = null
      })
      return renewing
    },
    async drop({ sealed }) {
      await values.dropIf(name, sealed)
    },
  }
}

function writeRefusal({ errcode, path, kind, retry, hints }: ApiFailure): Uint8Array {
  return Buffer.from(JSON.stringify({ errcode, path, meaning: { kind, retry }, hints }))
}

function readRefusal(bytes: Uint8Array): ApiFailure {
  const { errcode, path, ...options } = JSON.parse(Buffer.from(bytes).toString())
  return new ApiFailure(errcode, path, options)
}
