import { afterEach, beforeEach, expect } from 'vitest'

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
