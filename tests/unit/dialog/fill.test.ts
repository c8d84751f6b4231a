import { expect, it } from 'vitest'
import { createSpeak } from '../../../src/dialog/fill.ts'
import { content } from '../../support/content.ts'

const speak = createSpeak(content.phrases)

it.each([
  ['学时表是抄的', '学时表是抄的。要改'],
  ['学时表是抄的。', '学时表是抄的。要改'],
  ['怎么办？', '怎么办？要改'],
  ['还有……', '还有……要改'],
  ['', '。要改'],
])('no full stop follows that of an answer: %s', (answer, said) => {
  expect(speak({ phrase: 'foot.answered', values: { answer } })).toContain(`现在的回答：${said}`)
})
