import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/services.ts'],
    setupFiles: ['tests/support/quiet.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
