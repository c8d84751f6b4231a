import { bare, matchKey } from './fold.ts'

const SUBJECT = /^(?:(?:我们?|本)?(?:单位|公司|企业|机构)|我们?|目前|现在|暂时?|[这此该]项)+/
const MODE = /^(?:都|均|选择?)+/

/** Only where it adds nothing: 没有问题 is 不存在 to one question and “all is well” to another, so that stays whole. */
const OBJECT =
  /(?<=存在|发现|涉及)[这该此]?[种类项个些]?问题$|(?:[这该此][种类项个些]?|上述)(?:情况|情形|现象)$/

/**
 * The ways a sentence may be compared whole with a label: as typed, without particles, without “我们单位…” before it,
 * without “…这种情况” after it. Nothing that could turn the meaning is ever taken off.
 */
export function wordings(text: string): string[] {
  const key = matchKey(text)
  const plain = bare(key)
  const said = plain.replace(SUBJECT, '')
  const core = said.replace(MODE, '')
  return [...new Set([key, plain, said, core, bare(core.replace(OBJECT, ''))])].filter(
    wording => wording !== '',
  )
}
