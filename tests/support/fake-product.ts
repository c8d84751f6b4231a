import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { systemClock } from '../../src/lib/clock.ts'
import { createAesKey } from '../../src/wechat/cipher.ts'
import { openEnvelope, sealEnvelope } from '../../src/wechat/envelope.ts'
import { cdata, readXml, text, type XmlNode } from '../../src/wechat/xml.ts'

export const ACCOUNT = {
  appId: 'wx0123456789abcdef',
  token: 'simulatortoken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  accountId: 'gh_0123456789ab',
}

/** `open` is sealed in safe mode, `raw` goes out as it is; `hang` keeps the connection open without a word. */
export type Answer = { open: string } | { raw: string; status?: number } | { hang: true }

export type SeenPush = { query: URLSearchParams; body: string; xml: string; push: XmlNode }

/** A webhook that stands in for the product: checks and opens pushes as the product does and answers what the test says. */
export async function startFakeProduct(options: {
  encodingAesKey?: string | null
  answer: (seen: SeenPush, count: number) => Answer | Promise<Answer>
}) {
  const { appId, token } = ACCOUNT
  const encodingAesKey =
    options.encodingAesKey === undefined ? ACCOUNT.encodingAesKey : options.encodingAesKey
  const key = encodingAesKey === null ? null : createAesKey(encodingAesKey)
  const seen: SeenPush[] = []

  const server = createServer(async (request, response) => {
    const body = await readAll(request)
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    const { xml } = openEnvelope({
      appId,
      token,
      keys: key ? [key] : [],
      query: Object.fromEntries(query),
      body,
      now: systemClock.now(),
    })
    const push = { query, body, xml, push: readXml(xml) }
    seen.push(push)
    const answer = await options.answer(push, seen.length)
    if ('hang' in answer) return
    if ('raw' in answer) return response.writeHead(answer.status ?? 200).end(answer.raw)
    const sealed = key
      ? sealEnvelope(answer.open, {
          appId,
          token,
          key,
          at: systemClock.now(),
          random: randomBytes(16),
          nonce: '42',
        })
      : answer.open
    response.end(sealed)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`,
    seen,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A reply to whoever sent the push, with `inner` as its own part. */
export function replyXml(push: XmlNode, inner: string): string {
  return (
    `<xml><ToUserName>${cdata(text(push, 'FromUserName'))}</ToUserName>` +
    `<FromUserName>${cdata(text(push, 'ToUserName'))}</FromUserName>` +
    `<CreateTime>1700000000</CreateTime>${inner}</xml>`
  )
}

export function textReply(push: XmlNode, content: string): string {
  return replyXml(push, `<MsgType>${cdata('text')}</MsgType><Content>${cdata(content)}</Content>`)
}
