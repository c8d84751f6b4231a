import type { AnswerValue, Heard, Input } from '../../../../src/dialog/answer.ts'
import { parseAnswer, type ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'

/** A Wednesday inside the campaign. */
export const TODAY = '2022-02-16'

/** Hears texts at one question: the value, or the name of the hint. */
export function hearing(spec: ResolvedSpec, today = TODAY): (text: string) => AnswerValue {
  return text => plainly(parseAnswer(spec, { kind: 'text', text }, { today }))
}

/** The whole outcome, for hints with values and for photos. */
export function hear(spec: ResolvedSpec, input: Input | string, before?: AnswerValue): Heard {
  const said: Input = typeof input === 'string' ? { kind: 'text', text: input } : input
  return parseAnswer(spec, said, before === undefined ? { today: TODAY } : { today: TODAY, before })
}

export function hint(phrase: string, values?: Record<string, string | number>): Heard {
  return { ok: false, hint: values ? { phrase, values } : { phrase } }
}

function plainly(heard: Heard): AnswerValue {
  return heard.ok ? heard.value : heard.hint.phrase
}

export function options(...labels: string[]): { id: string; label: string }[] {
  return labels.map((label, place) => ({ id: `o${place + 1}`, label }))
}

/** The options of the self-check's first question, with the words people use for them. */
export const PRESENCE: Extract<ResolvedSpec, { type: 'choice' }> = {
  type: 'choice',
  options: [
    { id: 'none', label: '不存在', say: ['没有', '无', '否', '没有问题', '没问题'] },
    { id: 'present', label: '存在', say: ['有', '是', '有问题'] },
    { id: 'partial', label: '部分存在', say: ['部分', '部分有'] },
    { id: 'na', label: '不适用', say: ['不涉及'] },
    { id: 'unsure', label: '待核', say: ['不确定'] },
  ],
}
