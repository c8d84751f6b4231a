import { AppError } from './errors.ts'

/** Runs an operator's command. What fails is told on standard error in one sentence, with exit code 1. */
export function runCommand(main: () => Promise<void>, failed: string): void {
  main().catch(thrown => {
    process.stderr.write(`${remedyOf(thrown, failed)}\n`)
    process.exit(1)
  })
}

/** The operator's own options and file names may be repeated; what else an error says may hold somebody's data. */
function remedyOf(thrown: NodeJS.ErrnoException, failed: string): string {
  if (thrown instanceof AppError) return thrown.message
  const isTheirs = thrown.code?.startsWith('ERR_PARSE_ARGS') || (thrown.code && thrown.path)
  return isTheirs ? `${failed}: ${thrown.message}` : failed
}
