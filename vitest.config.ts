import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/services.ts'],
    setupFiles: ['tests/support/quiet.ts'],
    // Of two cores Vitest would leave one to the servers that are tested; they are idle half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // They only end what hangs: how long a thing takes on a busy machine says nothing of it.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
