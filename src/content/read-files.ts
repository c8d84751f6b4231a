import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FOLDERS = ['calendar', 'phrases', 'self-check']

/** The bytes of every YAML file in the directory and in its folders, by name: `self-check/enterprise.yaml`. */
export async function readFiles(directory: string): Promise<Map<string, Uint8Array>> {
  const names = await namesIn(directory)
  for (const folder of FOLDERS) {
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
