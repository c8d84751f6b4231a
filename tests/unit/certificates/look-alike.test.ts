import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asides, imitationsIn } from '../../../src/certificates/look-alike.ts'
import { content } from '../../support/content.ts'

const kindsIn = (text: string) => imitationsIn(text).map(({ kind }) => kind)

it('knows the platform of the campaign', () => {
  expect(imitationsIn(content.campaign.query.url)).toEqual([])
  expect(asides('cx-mem-gov.cn')[0]?.values).toEqual({ host: content.campaign.query.host })
})

describe('what passes for the platform', () => {
  it.each([
    ['http://cx-mem-gov.cn', 'cx-mem-gov.cn'],
    ['卖家发来cx.mem.gov.cn.example.com让我查', 'cx.mem.gov.cn.example.com'],
    ['www.cxmemgov.com', 'www.cxmemgov.com'],
    ['HTTPS://CX.RNEM.GOV.CN/special', 'cx.rnem.gov.cn'],
    ['cx.mern.gov.cn', 'cx.mern.gov.cn'],
    ['网址：ｃｘ．ｍｅｍ．ｇｏｖ．ｃｎ．ｃｃ', 'cx.mem.gov.cn.cc'],
    ['cx.mem.gov.com', 'cx.mem.gov.com'],
    ['cx.men.gov.cn', 'cx.men.gov.cn'],
    ['cx.emm.gov.cn', 'cx.emm.gov.cn'],
    ['cx.mem.gov.c0m', 'cx.mem.gov.c0m'],
    ['mem-cx.com', 'mem-cx.com'],
    ['cx123.mem-gov.org', 'cx123.mem-gov.org'],
    ['http://cx.mem.gov.cn@evil.example/special', 'evil.example'],
    ['https://evil.example/cx.mem.gov.cn', 'evil.example'],
    ['https://evil.example/?to=http://cx.mem.gov.cn/', 'evil.example'],
    ['cx.mem.gov.cn@evil.example', 'evil.example'],
    ['http://123.123.123.123/special', '123.123.123.123'],
    ['47.96.0.1/cx', '47.96.0.1'],
    ['http://2071690107/', '2071690107'],
    ['http://0x7b7b7b7b:8080/', '0x7b7b7b7b'],
    ['http://[2001:db8::1]:80/x', '2001:db8::1'],
    ['http://сх.mem.gov.cn', 'сх.mem.gov.cn'],
    ['cx.m\u0435m.gov.cn', 'cx.m\u0435m.gov.cn'],
    ['http://xn--cx-7lc.example.com', 'xn--cx-7lc.example.com'],
    ['查询：http://cx\u200b-mem.gov.cn。', 'cx-mem.gov.cn'],
  ])('%s', (text, host) => {
    expect(imitationsIn(text)).toEqual([{ host, kind: 'look-alike' }])
  })

  it('is told once for each host, however often it stands there', () => {
    expect(imitationsIn('cx-mem.cn 和 CX-MEM.CN，还有 cxmem.net').map(({ host }) => host)).toEqual([
      'cx-mem.cn',
      'cxmem.net',
    ])
  })

  it('is not repeated to the person: WeChat would make a link of it', () => {
    expect(asides('http://cx-mem-gov.cn/a')).toEqual([
      { phrase: 'certificates.look-alike', values: { host: 'cx.mem.gov.cn' } },
    ])
  })
})

it('knows the retired predecessor', () => {
  expect(kindsIn('截图是 http://cx.saws.org.cn/ 的')).toEqual(['retired'])
  expect(asides('cx.saws.org.cn')).toEqual([
    { phrase: 'certificates.retired', values: { host: 'cx.mem.gov.cn' } },
  ])
})

it('warns of the worse where a text has both', () => {
  expect(asides('cx.saws.org.cn cx-mem.cn').map(({ phrase }) => phrase)).toEqual(['certificates.look-alike'])
})

describe('what is no imitation', () => {
  it.each([
    'http://cx.mem.gov.cn',
    'HTTP://CX.MEM.GOV.CN/',
    '请到cx.mem.gov.cn查。',
    '网址:cx.mem.gov.cn.',
    'URL:cx.mem.gov.cn',
    '“cx.mem.gov.cn”，别的都不算',
    'https://cx.mem.gov.cn:443/special?index=0',
    'ｈｔｔｐ：／／ｃｘ．ｍｅｍ．ｇｏｖ．ｃｎ',
    'https://www.mem.gov.cn/gk/',
    'https://mp.weixin.qq.com/s/abc',
    'http://yjt.fujian.gov.cn',
    '学校官网 www.example.com',
    '2022.3.18 上午9:30，3.5学时，第1.2.3.4条',
    '张某 13800000000，member@example.com',
    'http和https//的区别',
    '：//3',
    'OK：//3',
    '整改.docx 已发',
    '查询.中国',
    '',
    '……。。。//',
  ])('%s', text => {
    expect(imitationsIn(text)).toEqual([])
    expect(asides(text)).toEqual([])
  })

  it('is any text in Chinese, whatever its figures and marks', () => {
    const word = fc.constantFrom(
      '张某',
      '电工',
      '，',
      '。',
      '3',
      '2022-03-18',
      '：',
      '（',
      ' ',
      '\n',
      '/',
      '.',
      '：1',
      'OK',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), words => {
        expect(imitationsIn(words.join(''))).toEqual([])
      }),
    )
  })

  it('never fails on what people send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => Array.isArray(imitationsIn(text))),
    )
  })
})

it('lets no host through that differs from the platform in one character', () => {
  const official = 'cx.mem.gov.cn'
  const slip = fc
    .tuple(fc.nat(official.length - 1), fc.constantFrom('', 'a', 'e', 'n', 'z', '-', '7'))
    .map(([at, put]) => official.slice(0, at) + put + official.slice(at + 1))
    .filter(host => host !== official && !/(^|\.)mem\.gov\.cn$/.test(host) && /^\w.*\.[a-z]{2}$/.test(host))
  fc.assert(
    fc.property(slip, host => {
      expect(kindsIn(`http://${host}/special`)).toEqual(['look-alike'])
    }),
  )
})
