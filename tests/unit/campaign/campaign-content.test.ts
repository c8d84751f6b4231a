import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Campaign } from '../../../src/campaign/content.ts'
import { readDialogFile, realCampaign } from './real-content.ts'

const campaign = realCampaign()

describe('campaign.yaml', () => {
  it('says what the notice says', () => {
    expect(campaign.document.number).toBe('莆应急〔2021〕118号')
    expect(campaign.document.upstream).toBe('闽应急〔2021〕117号')
    expect(campaign.lookback).toMatchObject({ from: '2019-01', subjects: ['training-institution'] })
    expect(campaign.window).toEqual({ from: '2021-12', to: '2022-10' })
    expect(campaign.query).toMatchObject({ url: 'http://cx.mem.gov.cn', host: 'cx.mem.gov.cn' })
    expect(campaign.phases.map(({ numeral }) => numeral).join('')).toBe('一二三五')
  })

  it('has every dated duty of the notice', () => {
    const duties = campaign.obligations.map(({ id, who, papers, due, to, when, clause }) =>
      [id, who, papers.join('、'), due, to, when, clause].join(' '),
    )
    expect(duties).toEqual([
      'DL1 training-institution 自查报告 2022-03-20 city always 三（一）',
      'DL2 enterprise 问题清单、整改清单 2022-03-20 supervising problems 三（一）',
      'DL3 county-bureau 检查情况报告 2022-05-27 city always 三（二）',
      'DL5 county-bureau 书面总结报告 2022-09-25 city always 三（五）',
    ])
  })

  it('has one county, four districts and two committees, each with its own bureau', () => {
    expect(campaign.districts.map(({ label, code }) => `${label} ${code ?? '-'}`)).toEqual([
      '仙游县 350322',
      '荔城区 350304',
      '城厢区 350302',
      '涵江区 350303',
      '秀屿区 350305',
      '湄洲岛 -',
      '湄洲湾北岸 -',
    ])
    expect(new Set(campaign.districts.map(({ bureau }) => bureau)).size).toBe(7)
  })

  it('lets every town be named in chat', () => {
    for (const { towns, say } of campaign.districts) expect(say).toEqual(expect.arrayContaining(towns ?? []))
  })

  it.each(['districts', 'industries'] as const)('offers %s that no word confuses', list => {
    const words = campaign[list].flatMap(({ label, say }) => [label, ...(say ?? [])])
    expect(new Set(words).size).toBe(words.length)
  })

  it('knows which industries must have certified managers', () => {
    const byRisk = (risk: string) =>
      campaign.industries.filter(industry => industry['high-risk'] === risk).map(({ id }) => id)
    expect(byRisk('yes')).toEqual([
      'hazchem-production',
      'hazchem-storage',
      'hazchem-trade',
      'fireworks',
      'metal-smelting',
      'mine',
      'coal-mine',
    ])
    expect(byRisk('ask')).toEqual(['hazchem-use', 'fireworks-retail', 'other'])
    expect(byRisk('other-authority')).toEqual(['construction', 'road-transport', 'city-gas'])
  })

  it('holds no mobile number: the one the notice prints is personal', () => {
    const text = readFileSync(new URL('../../../dialogs/campaign.yaml', import.meta.url), 'utf8')
    expect(text).not.toMatch(/1[3-9]\d{9}/)
    expect(campaign.hotline.text).toContain('{hotline}')
  })
})

describe('a faulty campaign', () => {
  /** Where the faults are once the entry at `path` (`phases.0.to`) is `value`; undefined takes it away. */
  const faultsWith = (path: string, value: unknown) => {
    const raw = readDialogFile('campaign.yaml')
    const keys = path.split('.')
    const last = keys.pop()!
    const parent = keys.reduce((node, key) => node[key] as Node, raw as Node)
    parent[last] = value
    return Campaign.safeParse(raw).error?.issues.map(issue => issue.path.join('.'))
  }
  type Node = Record<string, unknown>

  it.each([
    ['an id given twice', 'districts.1.id', 'xianyou', 'districts.1.id'],
    ['a phase that ends before it begins', 'phases.3.to', '2022-09', 'phases.3.to'],
    ['a phase that begins too early', 'phases.0.from', '2021-11', 'phases.0.from'],
    ['phases that overlap', 'phases.1.from', '2022-03', 'phases.1.from'],
    ['a phase past the campaign', 'phases.3.to', '2022-11', 'phases.3.to'],
    ['a month that is none', 'lookback.from', '2019-13', 'lookback.from'],
    ['a district of no bureau', 'districts.2.bureau', 'nowhere', 'districts.2.bureau'],
    ['two city bureaus', 'bureaus.1.level', 'city', 'bureaus'],
    ['no city bureau', 'bureaus.0.level', 'county', 'bureaus'],
    ['a due day outside the campaign', 'obligations.0.due', '2023-03-20', 'obligations.0.due'],
    ['a day that is none', 'obligations.0.due', '2022-02-30', 'obligations.0.due'],
    ['a county that reports to itself', 'obligations.2.to', 'supervising', 'obligations.2.to'],
    ['a look-alike query site', 'query.url', 'http://cx.mem.gov.cn.example.com', 'query.url'],
    ['a query site that is no link', 'query.url', 'cx.mem.gov.cn', 'query.url'],
    ['another authority unnamed', 'industries.12.authority', undefined, 'industries.12'],
    ['an authority that has no say', 'industries.0.authority', '公安部门', 'industries.0'],
    ['a district code without quotation marks', 'districts.0.code', 350322, 'districts.0.code'],
    ['a hotline card without its number', 'hotline.text', '举报电话：另行公布', 'hotline.text'],
    ['a word that the schema does not know', 'deadline', '2022-03-20', ''],
  ])('%s is found where it stands, and nothing else', (_, path, value, fault) => {
    expect(faultsWith(path, value)).toEqual([fault])
  })

  it('does not get past the parser', () => {
    expect(() => Campaign.parse({ format: 1 })).toThrow('phases')
  })
})
