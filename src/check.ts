import { statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonSchemas } from './content/json-schemas.ts'
import { loadContent } from './content/load-content.ts'
import { report } from './content/report.ts'

/** `npm run check [-- <directory>]`: the content's faults, and exit code 1; with --schema it writes the editors' schemas first. */
const argv = process.argv.slice(2)
const directory = argv.find(argument => !argument.startsWith('--')) ?? 'dialogs'

if (argv.includes('--schema')) await writeSchemas(join(directory, 'schema'))
if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
  const loaded = await loadContent(directory)
  console.log(report(loaded))
  process.exitCode = loaded.content ? 0 : 1
} else {
  // The words for faults would lie in it.
  console.error(`${directory} is no directory; type npm run check [-- <directory>]`)
  process.exitCode = 1
}

async function writeSchemas(into: string): Promise<void> {
  await mkdir(into, { recursive: true })
  for (const [name, text] of jsonSchemas()) await writeFile(join(into, name), text)
}
