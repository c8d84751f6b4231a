import { type FaultCase, itTells, long } from '../../content/fault-cases.ts'

const CASES: FaultCase[] = [
  ['order-broken', 'self-check/enterprise.yaml', 'annex: 1', 'annex:  2', 'annex:  2'],
  ['order-broken', 'self-check/enterprise.yaml', 'body: 2', 'body: 3', 'body: 3'],
  ['referral-unknown', 'self-check/enterprise.yaml', '{ a: police }', '{ c: police }', 'c: police'],
  ['duplicate-id', 'self-check/enterprise.yaml', 'id: B', 'id:  A', 'id:  A'],
  [
    'duplicate-id',
    'self-check/enterprise.yaml',
    'id: b, label: 没照计划',
    'id: a, label: 没照计划',
    '没照计划',
  ],
  ['option-collision', 'self-check/enterprise.yaml', '没照计划', '没有计划', 'checks'],
  ['fact-unknown', 'self-check/enterprise.yaml', 'facts.high-risk', 'facts.hihg-risk', 'hihg'],
  ['value-unknown', 'self-check/enterprise.yaml', "['yes']", '[ja]', '[ja]'],
  ['help-long', 'self-check/enterprise.yaml', '看计划。', `${long(660)}`, 'help'],
]

itTells('faults of a checklist', CASES)
