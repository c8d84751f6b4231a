import type { Reply, ReplyBody } from '../turn/reply.ts'
import { cdata } from './xml.ts'

/** WeChat trims longer lists silently; to a message it shows only the first (wechat-platform §3.3). */
const MAX_ARTICLES = 8

/** A passive reply as WeChat reads it, before encryption. `to` is the openid, `from` the account's `gh_…` id. */
export function writeReply(reply: Reply, to: string, from: string): string {
  const fields = [
    field('ToUserName', to),
    field('FromUserName', from),
    `<CreateTime>${Math.floor(reply.at / 1000)}</CreateTime>`,
    ...bodyFields(reply.body),
  ]
  return `<xml>${fields.join('')}</xml>`
}

function bodyFields(body: ReplyBody): string[] {
  switch (body.kind) {
    case 'text':
      return [field('MsgType', 'text'), field('Content', body.text)]
    case 'image':
      return [field('MsgType', 'image'), `<Image>${field('MediaId', body.mediaId)}</Image>`]
    case 'news': {
      const items = body.articles.slice(0, MAX_ARTICLES).map(articleItem)
      return [
        field('MsgType', 'news'),
        `<ArticleCount>${items.length}</ArticleCount>`,
        `<Articles>${items.join('')}</Articles>`,
      ]
    }
  }
}

type Article = Extract<ReplyBody, { kind: 'news' }>['articles'][number]

function articleItem({ title, description, picUrl, url }: Article): string {
  const fields = [
    field('Title', title),
    field('Description', description),
    field('PicUrl', picUrl),
    field('Url', url),
  ]
  return `<item>${fields.join('')}</item>`
}

function field(name: string, words: string): string {
  return `<${name}>${cdata(words)}</${name}>`
}
