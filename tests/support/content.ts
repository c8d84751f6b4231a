import { loadContent } from '../../src/content/load-content.ts'

const loaded = await loadContent('dialogs')
if (!loaded.content) throw new Error(`dialogs/ has faults: ${JSON.stringify(loaded.faults.slice(0, 5))}`)

/** The real content of dialogs/. */
export const content = loaded.content
