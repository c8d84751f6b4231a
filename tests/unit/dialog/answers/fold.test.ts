import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bare, foldText, matchKey } from '../../../../src/dialog/answers/fold.ts'

test.each([
  ['１２３ＡＢｃ', '123ABc'],
  ['①⑩⑳㈢', '11020(三)'],
  ['❶❿➀➉➊➓', '110110110'],
  ['1️⃣', '1'],
  ['​有\u3000问题\n', '有 问题'],
  ['，；：（）？', ',;:()?'],
  ['㋂20日', '3月20日'],
])('folds %j to %j', (typed, folded) => {
  expect(foldText(typed)).toBe(folded)
})

test.each([
  ['存在的', '存在'],
  ['“存在”。', '存在'],
  ['2、', '2'],
  ['【2】', '2'],
  ['没问题啊', '没问题'],
  ['的', '的'],
  // A nod, where 好 may be a mark to be given.
  ['好的', '好的'],
  // It was there before.
  ['不存在了', '不存在了'],
  // A question, and a sticker.
  ['存在？', '存在?'],
  ['[OK]', '[ok]'],
])('bares %j to %j', (typed, left) => {
  expect(bare(matchKey(typed))).toBe(left)
})

test('folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
    { numRuns: 2000 },
  )
})
