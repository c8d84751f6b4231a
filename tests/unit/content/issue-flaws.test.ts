import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { issueFlaws } from '../../../src/content/issue-flaws.ts'
import { Repeat, Step } from '../../../src/dialog/content.ts'

function flawsOf(schema: z.ZodType, content: unknown): string[] {
  const { error } = schema.safeParse(content)
  return issueFlaws(error?.issues ?? [], content).map(({ code, path }) => `${path.join('.')} ${code}`)
}

const step = { id: 'x', name: '名', ask: '问？', answer: { type: 'text' } }

describe('issueFlaws', () => {
  it('tells a rule it has no words for in the rule’s own words', () => {
    const schema = z.strictObject({ a: z.string().refine(() => false, 'something new') })
    const { error } = schema.safeParse({ a: 'b' })
    expect(issueFlaws(error?.issues ?? [], { a: 'b' })).toEqual([
      { path: ['a'], code: 'misfit', values: { detail: 'something new' } },
    ])
  })

  it.each<[string, unknown, string[]]>([
    ['a step without a question', { ...step, ask: undefined }, ['ask missing']],
    ['a step with a slip in a name', { ...step, hepl: '帮' }, ['hepl unknown-key']],
    [
      'a repeat with a fault far inside',
      { repeat: 'r', until: 'x', steps: [step, { ...step, ask: '' }] },
      ['steps.1.ask empty'],
    ],
    [
      'an option that is wrong, and not the list',
      { ...step, answer: { type: 'choice', options: [{ id: 'a', label: '甲' }, { id: 'b' }] } },
      ['answer.options.1.label missing'],
    ],
    [
      'a condition deep inside another',
      { ...step, when: { any: [{ a: ['b'] }, { not: { a: 'b' } }] } },
      ['when.any.1.not.a wrong-type'],
    ],
  ])('takes %s for what it was meant to be', (_what, content, flaws) => {
    expect(flawsOf(z.union([Step, Repeat]), content)).toEqual(flaws)
  })
})
