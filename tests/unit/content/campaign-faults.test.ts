import { type FaultCase, itTells } from './fault-cases.ts'

const CASES: FaultCase[] = [
  ['bad-month', 'campaign.yaml', 'to: 2022-06 }\nphases', 'to: 2022-13 }\nphases', 'window'],
  ['bad-day', 'campaign.yaml', '2022-03-20', '2022-02-30', '2022-02-30'],
  ['bad-region-code', 'campaign.yaml', 'label: 东区', "label: 东区, code: '12'", "'12'"],
  ['hotline-placeholder', 'campaign.yaml', '{hotline}', '12350', '12350'],
  ['duplicate-id', 'campaign.yaml', 'id: second', 'id: first', 'numeral: 二'],
  ['ends-early', 'campaign.yaml', 'to: 2022-03 }', 'to: 2021-12 }', '自查'],
  ['outside-campaign', 'campaign.yaml', '2022-03-20', '2022-07-20', '2022-07-20'],
  ['phase-overlap', 'campaign.yaml', 'from: 2022-04', 'from: 2022-03', 'numeral: 二'],
  ['bureau-unknown', 'campaign.yaml', 'bureau: east, say', 'bureau: north, say', 'bureau: north'],
  ['city-bureau-count', 'campaign.yaml', 'level: county', 'level: city', 'bureaus:'],
  ['county-reports-to-city', 'campaign.yaml', 'who: enterprise', 'who: county-bureau', 'county-bureau'],
  ['query-host', 'campaign.yaml', 'url: http://cx.mem', 'url: http://cx-mem', 'cx-mem'],
  ['authority-unfit', 'campaign.yaml', 'high-risk: no', 'high-risk: other-authority', '鞋厂'],
  ['not-in-year', 'calendar/2022.yaml', 'from: 2022-01-01', 'from: 2021-01-01', '元旦'],
  ['workday-weekday', 'calendar/2022.yaml', '2022-01-29', '2022-01-28', '2022-01-28'],
  ['workday-holiday', 'calendar/2022.yaml', '2022-01-29', '2022-01-02', '- 2022-01-02'],
]

itTells('faults of the campaign and its calendar', CASES)
