import { expect, test } from 'vitest'
import type { ReplyBody } from '../../../src/turn/reply.ts'
import { writeReply } from '../../../src/wechat/reply.ts'
import { parseIndependently } from './independent-xml.ts'

const AT = 1_646_100_000_999

function written(body: ReplyBody): unknown {
  return parseIndependently(writeReply({ at: AT, body }, 'oPerson', 'gh_account'))
}

const ENVELOPE = { ToUserName: 'oPerson', FromUserName: 'gh_account', CreateTime: '1646100000' }

test('text', () => {
  const text = '第一行\n<a href="https://example.org/?a=1&b=2">链接</a> ]]> \x1d😀'
  expect(written({ kind: 'text', text })).toEqual({
    xml: { ...ENVELOPE, MsgType: 'text', Content: text.replace('\x1d', '') },
  })
})

test('text is CDATA, from the first byte on one root', () => {
  expect(writeReply({ at: AT, body: { kind: 'text', text: '好' } }, 'oPerson', 'gh_account')).toBe(
    '<xml><ToUserName><![CDATA[oPerson]]></ToUserName><FromUserName><![CDATA[gh_account]]></FromUserName>' +
      '<CreateTime>1646100000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[好]]></Content></xml>',
  )
})

test('image', () => {
  expect(written({ kind: 'image', mediaId: 'm-1' })).toEqual({
    xml: { ...ENVELOPE, MsgType: 'image', Image: { MediaId: 'm-1' } },
  })
})

test('news, at most eight articles', () => {
  const articles = Array.from({ length: 9 }, (_, n) => ({
    title: `标题${n}]]>`,
    description: '说明',
    picUrl: 'https://example.org/p?a=1&b=2',
    url: `https://example.org/${n}`,
  }))
  const items = articles.slice(0, 8).map(each => ({
    Title: each.title,
    Description: each.description,
    PicUrl: each.picUrl,
    Url: each.url,
  }))
  expect(written({ kind: 'news', articles })).toEqual({
    xml: { ...ENVELOPE, MsgType: 'news', ArticleCount: '8', Articles: { item: items } },
  })
})

test('no field lets its text out', () => {
  const attack = ']]></Title><ToUserName>oVictim</ToUserName><![CDATA['
  const article = { title: attack, description: attack, picUrl: attack, url: attack }
  expect(written({ kind: 'news', articles: [article] })).toEqual({
    xml: {
      ...ENVELOPE,
      MsgType: 'news',
      ArticleCount: '1',
      Articles: { item: { Title: attack, Description: attack, PicUrl: attack, Url: attack } },
    },
  })
})
