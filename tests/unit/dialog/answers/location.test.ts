import { expect, test } from 'vitest'
import type { ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hint } from './hearing.ts'

const SPEC: ResolvedSpec = { type: 'location' }

test('a place is kept', () => {
  const place = { latitude: 25.43, longitude: 119.01, label: '莆田市荔城区' }
  expect(hear(SPEC, { kind: 'location', ...place })).toEqual({ ok: true, value: place })
})

test('an address in words, a photo and nonsense are asked for again', () => {
  expect(hear(SPEC, '莆田市荔城区某路1号')).toEqual(hint('hint.location'))
  expect(hear(SPEC, { kind: 'photo', id: 'a' })).toEqual(hint('hint.location'))
  expect(hear(SPEC, { kind: 'location', latitude: Number.NaN, longitude: 119, label: '' })).toEqual(
    hint('hint.location'),
  )
  expect(hear(SPEC, { kind: 'location', latitude: 25, longitude: 181, label: '' })).toEqual(
    hint('hint.location'),
  )
})
