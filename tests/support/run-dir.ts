import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** For files; removed after the run. */
    runDir: string
  }
}

/** Vitest's global setup of every project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runDir = await mkdtemp(join(tmpdir(), 'anpei-tests-'))
  project.provide('runDir', runDir)
  return () => rm(runDir, { recursive: true, force: true })
}
