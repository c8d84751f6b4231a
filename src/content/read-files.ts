import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The bytes of every YAML file in the directory and in the two folders below it, by name: `self-check/enterprise.yaml`. */
export async function readFiles(directory: string): Promise<Map<string, Uint8Array>> {
  const names = await namesIn(directory)
  for (const folder of ['calendar', 'self-check']) {
    const inFolder = await namesIn(join(directory, folder)).catch(() => [])
    names.push(...inFolder.map(name => `${folder}/${name}`))
  }
  const files = await Promise.all(
    names.map(async name => [name, await readFile(join(directory, name))] as const),
  )
  return new Map(files)
}

async function namesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ name }) => name)
    .toSorted()
}
