import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { content } from '../support/content.ts'
import { createStage } from '../support/stage.ts'
import { play, readTranscript, writeTranscript } from '../support/transcript.ts'

const files = readdirSync(import.meta.dirname).filter(file => file.endsWith('.txt'))

/** `UPDATE=1 npx vitest run tests/transcripts` writes what was answered into the files; read the diff. */
const isUpdating = process.env.UPDATE === '1'

async function playFile(file: string, withRestarts: boolean): Promise<{ expected: string; played: string }> {
  const path = join(import.meta.dirname, file)
  const expected = readFileSync(path, 'utf8')
  const directory = mkdtempSync(join(tmpdir(), 'anpei-transcript-'))
  const stage = await createStage(`sqlite:${join(directory, 'anpei.sqlite')}`)
  try {
    const between = withRestarts ? () => stage.restart() : async () => {}
    const played = writeTranscript(await play(readTranscript(expected), stage, between))
    if (isUpdating && !withRestarts) writeFileSync(path, played)
    return { expected: isUpdating && !withRestarts ? played : expected, played }
  } finally {
    await stage.close()
    rmSync(directory, { recursive: true })
  }
}

describe.each(files)('%s', file => {
  it('goes as written', async () => {
    const { expected, played } = await playFile(file, false)
    expect(played).toBe(expected)
  })

  it('goes the same when the product is stopped and started between all lines', async () => {
    const { expected, played } = await playFile(file, true)
    expect(played).toBe(expected)
  })
})

it.each(content.tipSettings.categories)('a tip of the category $label comes to a review', ({ label }) => {
  const texts = files.map(file => readFileSync(join(import.meta.dirname, file), 'utf8'))
  expect(texts.join()).toContain(`哪一类：${label}\n`)
})
