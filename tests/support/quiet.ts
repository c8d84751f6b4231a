import fc from 'fast-check'
import { afterEach, beforeEach, expect } from 'vitest'

// The same commit has the same verdict, always. To explore: FC_SEED=$RANDOM npx vitest run …
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_211_201) })

/** What the product has to say goes through its log; anything on the console is a mistake, and fails the test. */
const said: string[] = []

for (const level of ['warn', 'error'] as const) {
  console[level] = (...words: unknown[]) => {
    said.push(`console.${level}: ${words.map(String).join(' ')}`)
  }
}

beforeEach(() => {
  said.length = 0
})

afterEach(() => {
  expect(said).toEqual([])
})
