import { creditCodeCheck } from '../../src/dialog/answers/credit-code-rule.ts'
import type { PushBody } from '../../src/simulator/push-xml.ts'

export const CONTACT = { name: '示例联系人', phone: '13800000000' }

export const PHOTO: PushBody = { kind: 'image', picUrl: 'http://mmbiz.qpic.cn/photo' }

/** A credit code of its own for each number; no such unit exists. */
export function creditCode(number: number): string {
  const first17 = `91350100M${String(number).padStart(8, '0')}`
  return first17 + creditCodeCheck(first17)
}

/** What a training institution sends from 自查 to the first question of its checklist. */
export function registerInstitution(code: string, name = '示例安全培训学校'): string[] {
  return ['自查', '同意', '1', code, name, '荔城', '有', '对', CONTACT.name, CONTACT.phone, '提交登记']
}

/** The same for an enterprise that is not high-risk. */
export function registerEnterprise(code: string, name = '示例制鞋有限公司'): string[] {
  return [
    '自查',
    '同意',
    '2',
    code,
    name,
    '涵江',
    '一般制造',
    '县里',
    '对',
    CONTACT.name,
    CONTACT.phone,
    '提交登记',
  ]
}

/** The institution's checklist with one problem, already put right, up to the receipt. */
export const CHECK_INSTITUTION: (string | PushBody)[] = [
  '不存在',
  '存在',
  '4',
  '2021年6月第3期低压电工班，实操少上8学时，涉及32人',
  '给这32人补足8学时',
  '示例责任人 教务主任',
  '明天',
  '跳过',
  '已整改',
  PHOTO,
  '好了',
  '没有了',
  '不存在',
  '不适用',
  '本机构不收取培训费用',
  '好',
  '教师8人，专职5人，兼职3人；每半年听课一次。',
  '都做到了',
  '提交自查',
]
