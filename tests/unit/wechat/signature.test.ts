import { describe, expect, test } from 'vitest'
import { sameSignature, sign } from '../../../src/wechat/signature.ts'
import { V6_SIGNED } from './vectors.ts'

describe('sign', () => {
  test.each([
    ['V1 url', ['AAAAA', '1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
    ['V1 plain post', ['AAAAA', '1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
    ['V1 safe post', ['AAAAA', '1714112445', '415670741'], '6c5c811b55cc85e0e1b54100749188c20beb3f5d'],
    ['V6', ['token1234567890', '1458864389', '2066297436'], 'f9c725922f6844701ba71e98031978e40023c09f'],
    [
      'V6 message',
      ['token1234567890', '1458864389', '2066297436', V6_SIGNED],
      '247dea54e9ca03ab1e75d03430d205a5b967c44d',
    ],
    ['V7 first', ['weixin', '1357982061', '1358161344'], '335b26997f05c82243aad6b10a2d1853637e71a8'],
    ['V7 second', ['huhujm', '1359208540', '1359227084'], 'efa917e2445cc9f0aa4386ca92f96de5a242e24e'],
    [
      'V8 wechat-crypto',
      ['RMNlACHlV5ThzfRlVS4D4', 'timestamp', 'nonce', 'encrypt'],
      '8edac0945683c119ee71c9f6256d76c48aa08a96',
    ],
    ['V8 silenceper', ['a', 'b', 'c'], 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ])('public vector %s', (_, parts, signature) => {
    expect(sign(...parts)).toBe(signature)
    expect(sign(...parts.toReversed())).toBe(signature)
  })
})

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'abcd', false],
  ['', 'abc', false],
  ['', '', true],
  ['é', 'e', false],
])('sameSignature(%j, %j) is %s', (a, b, same) => {
  expect(sameSignature(a, b)).toBe(same)
})
