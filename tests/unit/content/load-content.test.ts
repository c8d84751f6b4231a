import { describe, expect, it } from 'vitest'
import { GIVEN } from '../../../src/content/given.ts'
import { loadContent } from '../../../src/content/load-content.ts'
import { createFrame } from '../../../src/dialog/frame.ts'
import { walk } from '../../../src/dialog/walk.ts'
import { lineOf, loadFiles, smallContent, withChange } from './small-content.ts'

describe('loadContent', () => {
  it('gives a script for every dialog, and one for each checklist where a dialog runs over items', async () => {
    const { content, faults } = await loadFiles(await smallContent())
    expect(faults).toEqual([])
    const others = Object.keys(GIVEN).filter(id => id !== 'self-check')
    expect([...(content?.scripts.keys() ?? [])].toSorted()).toEqual(
      [...others, 'self-check/enterprise', 'self-check/training-institution'].toSorted(),
    )
  })

  it('puts the lists a dialog names into its script, as plain options', async () => {
    const { content } = await loadFiles(await smallContent())
    expect(content?.scripts.get('register')?.lists).toEqual({
      districts: [
        { id: 'east', label: '东区', say: ['城东'] },
        { id: 'west', label: '西区' },
      ],
    })
  })

  it('offers the bureaus as a list', async () => {
    const { content } = await loadFiles(
      await withChange('register.yaml', 'campaign.districts', 'campaign.bureaus'),
    )
    expect(content?.scripts.get('register')?.lists.bureaus).toEqual([
      { id: 'city', label: '市应急管理局' },
      { id: 'east', label: '东区应急管理局' },
    ])
  })

  it('gives the scripts the items of their own checklist', async () => {
    const { content } = await loadFiles(await smallContent())
    const script = content?.scripts.get('self-check/enterprise')
    if (!script) throw new Error('no script')
    const frame = createFrame({ dialog: 'self-check', script: script.hash, subject: null })
    expect(walk(script, frame).map(({ path }) => path)).toEqual(['A.result'])
    expect(walk(script, { ...frame, facts: { 'high-risk': 'yes' } }).map(({ path }) => path)).toEqual([
      'A.result',
      'B.published',
    ])
  })

  it('knows the working days of its calendar', async () => {
    const { content } = await loadFiles(await smallContent())
    expect(content?.calendar.isWorkingDay('2022-01-29')).toBe(true)
    expect(content?.calendar.isWorkingDay('2022-01-03')).toBe(false)
  })

  it('collects what must still be confirmed, with the line of its mark', async () => {
    const files = await smallContent()
    const { toConfirm } = await loadFiles(files)
    const campaign = files['campaign.yaml'] ?? ''
    expect(toConfirm).toContainEqual({
      file: 'campaign.yaml',
      line: lineOf(campaign, 'status: to-confirm'),
      path: 'districts/west',
      note: '西区归谁管',
    })
    expect(toConfirm).toContainEqual({
      file: 'campaign.yaml',
      line: lineOf(campaign, 'hotline:'),
      path: 'hotline',
      note: '',
    })
    expect(toConfirm).toContainEqual({
      file: 'self-check/enterprise.yaml',
      line: lineOf(files['self-check/enterprise.yaml'] ?? '', '条号没核'),
      path: 'items/A/basis/1',
      note: '条号没核',
    })
    expect(toConfirm).toHaveLength(4)
  })

  it('still collects them where a file has faults of form', async () => {
    const { content, toConfirm } = await loadFiles(await withChange('campaign.yaml', 'title: 春季整治\n', ''))
    expect(content).toBeNull()
    expect(toConfirm).toHaveLength(4)
  })

  it('tells every fault, ordered by file and line', async () => {
    const files = await smallContent()
    const { faults } = await loadFiles({
      ...files,
      'register.yaml': (files['register.yaml'] ?? '')
        .replace('title: 登记', 'titel: 登记')
        .replace('name: 县区\n', 'name: 5\n'),
      'menu.yaml': (files['menu.yaml'] ?? '').replace('say: [取消]', 'say: []'),
    })
    expect(faults.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['menu.yaml', 8, 'too-few'],
      ['register.yaml', 1, 'missing'],
      ['register.yaml', 3, 'unknown-key'],
      ['register.yaml', 11, 'wrong-type'],
    ])
  })

  it('does not reject where there is no directory', async () => {
    const { content, faults } = await loadContent('/nowhere/at/all')
    expect(content).toBeNull()
    expect(faults).toMatchObject([{ file: '/nowhere/at/all', line: 1, code: 'directory-unreadable' }])
  })

  it('prints code and values where its own words are broken', async () => {
    const files = await withChange('register.yaml', 'consent: [', 'consnet: [')
    const { faults, words } = await loadFiles({ ...files, 'check.yaml': 'faults: {' })
    expect(words).toBeNull()
    expect(faults).toMatchObject([{ file: 'check.yaml', code: 'yaml-pairs' }])
    expect(faults[0]?.what).toBe('yaml-pairs')
  })
})
