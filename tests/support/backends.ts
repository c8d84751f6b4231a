import { randomInt } from 'node:crypto'
import { inject } from 'vitest'
import { createEmptyDatabase } from './database.ts'

/** The two ways the product is run: with nothing beside it, and with what several instances need. */
export const BACKENDS: [name: string, open: () => Promise<Record<string, string>>][] = [
  ['the embedded default', async () => ({ DATABASE_URL: await createEmptyDatabase('sqlite-file') })],
  [
    'Redis and PostgreSQL',
    async () => ({ DATABASE_URL: await createEmptyDatabase('postgres'), REDIS_URL: inject('redisUrl') }),
  ],
]

/** A name no other test has: what persons are called decides where Redis keeps them. */
export function newName(): string {
  return `person-${randomInt(2 ** 47)}`
}
