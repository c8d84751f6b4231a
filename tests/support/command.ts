import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { buildProduct, type Ended } from './product-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Runs an operator's command beside the product, with what is typed into it. */
export async function runCommand(
  name: string,
  args: string[],
  env: Record<string, string>,
  typed: string[] = [],
): Promise<Ended> {
  const script = join(await buildProduct(), 'dist', `${name}.js`)
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', chunk => (stdout += chunk))
  child.stderr.on('data', chunk => (stderr += chunk))
  child.stdin.end(typed.map(line => `${line}\n`).join(''))
  return new Promise(end => child.once('close', code => end({ code, stdout, stderr })))
}
