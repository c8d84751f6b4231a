import { describe, expect, it } from 'vitest'
import { lineOf, loadFiles, smallContent } from './small-content.ts'

const places = async (files: Record<string, string | Uint8Array>) =>
  (await loadFiles(files)).faults.map(({ file, line, code }) => `${file}:${line} ${code}`)

const without = async (file: string) => {
  const { [file]: _, ...files } = await smallContent()
  return places(files)
}

describe('faults of whole files', () => {
  it('a file that must be there', async () => {
    expect(await without('menu.yaml')).toEqual(['menu.yaml:1 file-missing'])
  })

  it('a dialog that the program begins', async () => {
    expect(await without('rectify.yaml')).toEqual(['rectify.yaml:1 dialog-missing'])
  })

  it('the checklist of a subject', async () => {
    expect(await without('self-check/enterprise.yaml')).toEqual([
      'self-check/enterprise.yaml:1 checklist-missing',
    ])
  })

  it('an empty file', async () => {
    expect(await places({ ...(await smallContent()), 'menu.yaml': '# nothing\n' })).toEqual([
      'menu.yaml:1 file-empty',
    ])
  })

  it('a file in the code page of a Chinese Windows', async () => {
    const gbk = Uint8Array.from([0x2d, 0x20, 0xd7, 0xd4, 0xb2, 0xe9, 0x0a])
    expect(await places({ ...(await smallContent()), 'faq.yaml': gbk })).toEqual(['faq.yaml:1 not-utf8'])
  })

  it('an alias to nothing', async () => {
    expect(await places({ ...(await smallContent()), 'faq.yaml': '\n- *nothing\n' })).toEqual([
      'faq.yaml:1 yaml',
    ])
  })

  it('a year whose holidays nobody knows', async () => {
    const files = await smallContent()
    const due = lineOf(files['campaign.yaml'] ?? '', '2022-03-20')
    expect(await without('calendar/2022.yaml')).toEqual([`campaign.yaml:${due} calendar-missing`])
  })

  it('a dialog that was copied and not changed', async () => {
    const files = await smallContent()
    const copied = { ...files, 'second.yaml': files['rectify.yaml'] ?? '' }
    expect(await places(copied)).toEqual(['second.yaml:2 dialog-twice'])
  })

  it('a checklist that was copied and not changed', async () => {
    const files = await smallContent()
    const copied = { ...files, 'self-check/second.yaml': files['self-check/enterprise.yaml'] ?? '' }
    expect(await places(copied)).toEqual(['self-check/second.yaml:3 checklist-twice'])
  })

  it('a year that was copied and not changed', async () => {
    const files = await smallContent()
    const copied = { ...files, 'calendar/2023.yaml': files['calendar/2022.yaml'] ?? '' }
    expect(await places(copied)).toEqual(['calendar/2023.yaml:2 calendar-twice'])
  })
})
