import { describe, expect, it } from 'vitest'
import { monthRange, phaseAt } from '../../../src/campaign/phases.ts'
import { realCampaign } from './real-content.ts'

const campaign = realCampaign()
const at = (time: string) => {
  const { window, phase } = phaseAt(campaign, Date.parse(`${time}+08:00`))
  return phase ? `${window} ${phase.phase.numeral} ${phase.phase.name} ${phase.first} ${phase.last}` : window
}

describe('the phase of an instant', () => {
  it.each([
    ['2021-11-30T23:59:59.999', 'before'],
    ['2021-12-01T00:00:00.000', 'during 一 自查自改 2021-12-01 2022-03-31'],
    ['2022-03-20T12:00:00.000', 'during 一 自查自改 2021-12-01 2022-03-31'],
    ['2022-03-31T23:59:59.999', 'during 一 自查自改 2021-12-01 2022-03-31'],
    ['2022-04-01T00:00:00.000', 'during 二 市县检查 2022-04-01 2022-05-31'],
    ['2022-05-31T23:59:59.999', 'during 二 市县检查 2022-04-01 2022-05-31'],
    ['2022-06-01T00:00:00.000', 'during 三 省市抽查 2022-06-01 2022-09-30'],
    // The summary is due while the notice still prints phase 三 (A24).
    ['2022-09-25T12:00:00.000', 'during 三 省市抽查 2022-06-01 2022-09-30'],
    ['2022-10-01T00:00:00.000', 'during 五 总结提升 2022-10-01 2022-10-31'],
    ['2022-10-31T23:59:59.999', 'during 五 总结提升 2022-10-01 2022-10-31'],
    ['2022-11-01T00:00:00.000', 'after'],
  ])('%s: %s', (time, expected) => {
    expect(at(time)).toBe(expected)
  })

  it('is none on a day that no phase names', () => {
    const phases = campaign.phases.filter(({ id }) => id !== 'inspection')
    const day = phaseAt({ ...campaign, phases }, Date.parse('2022-04-15T12:00:00+08:00'))
    expect(day).toEqual({ window: 'during', phase: null })
  })
})

describe('the days of months', () => {
  it.each([
    ['2022-02', undefined, '2022-02-01', '2022-02-28'],
    ['2024-02', undefined, '2024-02-01', '2024-02-29'],
    ['2021-12', undefined, '2021-12-01', '2021-12-31'],
    ['2021-12', '2022-03', '2021-12-01', '2022-03-31'],
    ['2022-06', '2022-09', '2022-06-01', '2022-09-30'],
  ])('%s to %s: %s to %s', (from, to, first, last) => {
    expect(monthRange(from, to)).toEqual({ first, last })
  })
})
