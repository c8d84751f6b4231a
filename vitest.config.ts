import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const UNIT = 'tests/unit/**/*.test.ts'

export default defineConfig({
  test: {
    setupFiles: ['tests/support/quiet.ts'],
    // Of two cores Vitest would leave one to the servers that are tested; they are idle half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // They only end what hangs: how long a thing takes on a busy machine says nothing of it.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      // Rules without a world around them: what they import is loaded once for all files.
      {
        extends: true,
        test: { name: 'unit', include: [UNIT], isolate: false, globalSetup: ['tests/support/run-dir.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          exclude: [UNIT],
          globalSetup: ['tests/support/run-dir.ts', 'tests/support/services.ts'],
        },
      },
    ],
  },
})
