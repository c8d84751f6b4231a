import type { LedgerRows } from '../../../src/certificates/ledger-rows.ts'
import type { AnswerValue } from '../../../src/dialog/answer.ts'
import type { Script } from '../../../src/dialog/script.ts'
import { createVerifyUrl, type PaperSetting } from '../../../src/documents/setting.ts'
import type { FiledFinding, StoredFiling } from '../../../src/documents/stored-filing.ts'
import { selfCheckFrame } from '../../../src/self-check/file-self-check.ts'
import type { KnownOfProblem } from '../../../src/self-check/filing.ts'
import { fingerprint, snapshotOf } from '../../../src/self-check/filing.ts'
import type { Unit } from '../../../src/units/unit.ts'
import { content } from '../../support/content.ts'

export const setting: PaperSetting = {
  campaign: content.campaign,
  words: content.paperWords,
  verifyUrl: createVerifyUrl('https://anpei.example.gov.cn'),
}

export const SCRIPTS = {
  institution: content.scripts.get('self-check/training-institution') as Script,
  enterprise: content.scripts.get('self-check/enterprise') as Script,
}

export const INSTITUTION: Unit = {
  id: 'a'.repeat(32),
  subject: 'training-institution',
  name: '示例安全培训学校',
  creditCode: '91350100M000100Y43',
  district: 'licheng',
  industry: null,
  highRisk: null,
  specialOps: true,
  level: 'unsure',
  bureau: 'putian',
}

export const ENTERPRISE: Unit = {
  ...INSTITUTION,
  id: 'b'.repeat(32),
  subject: 'enterprise',
  name: '示例制鞋有限公司',
  industry: 'manufacturing',
  highRisk: false,
  specialOps: null,
  level: 'county',
  bureau: 'licheng',
}

export type Answers = Record<string, AnswerValue>

/** One problem's answers under its path. */
export function problem(path: string, more: Answers = {}): Answers {
  const answers: Answers = {
    checks: ['a'],
    what: '2021年6月第3期低压电工班少上8学时',
    measure: '补足8学时',
    owner: '示例责任人 教务主任',
    due: '2022-03-18',
    photos: [],
    rectified: 'working',
    more: 'end',
    ...more,
  }
  return Object.fromEntries(Object.entries(answers).map(([step, value]) => [`${path}.${step}`, value]))
}

/** A welder with a certificate, and a manager appointed half a year and 18 days before the filing. */
export const LEDGER: LedgerRows = {
  verification: [
    {
      name: '示例焊工',
      role: '特种作业人员',
      category: '焊接与热切割作业',
      lastFour: '1234',
      validUntil: null,
      reviewBy: '2025-05-01',
      checkedOn: '2022-03-10',
      checkedBy: '示例核验人',
      result: '查得到，信息一致',
      screenshots: ['d'.repeat(32)],
    },
  ],
  appointments: [{ name: '示例负责人', role: '主要负责人', appointedOn: '2021-08-31', passedOn: null }],
}

export const INSTITUTION_CLEAN: Answers = {
  'T1.result': 'none',
  'T2.result': 'none',
  'T3.result': 'none',
  'T4.result': 'none',
  'T5.rating': 'good',
  'T5.account': '教师8人，专职5人，兼职3人；每半年听课一次。',
  'T6.published': ['a', 'b', 'c'],
}

export const ENTERPRISE_CLEAN: Answers = {
  'P-PLAN.result': 'none',
  'P-CERT.result': 'none',
  'P-REC.result': 'none',
}

type Filed = {
  unit?: Unit
  script?: Script
  known?: Record<string, KnownOfProblem>
  version?: number
  ledger?: LedgerRows | null
}

/** A filing as the records would give it back. */
export function filed(answers: Answers, more: Filed = {}) {
  const { unit = INSTITUTION, script, known = {}, version = 1, ledger = null } = more
  const own = script ?? (unit.subject === 'enterprise' ? SCRIPTS.enterprise : SCRIPTS.institution)
  const snapshot = snapshotOf(own, selfCheckFrame('c'.repeat(32), own, unit, answers), unit)
  const filing: StoredFiling = {
    receipt: 'ZC20220318-7K3M9PXA',
    version,
    startedAt: Date.parse('2022-03-10T09:00:00+08:00'),
    filedAt: Date.parse('2022-03-18T09:05:00+08:00'),
    sha256: fingerprint(snapshot),
    snapshot: { ...snapshot, findings: snapshot.findings as FiledFinding[] },
    ledger,
    known,
  }
  return { filing, script: own }
}
