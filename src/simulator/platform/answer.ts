import { ERROR_CODES, type ErrorCode } from './error-codes.ts'

/** One call as it reaches the platform. `path` as on api.weixin.qq.com; `type` is the Content-Type. */
export type PlatformRequest = {
  method: string
  path: string
  query: Record<string, string>
  body: Uint8Array
  type?: string
}

/** What goes back over HTTP. `json` is the text as it goes out, for its 64-bit ids are numbers no JavaScript holds. */
export type PlatformAnswer = {
  status: number
  headers?: Record<string, string>
  json?: string
  bytes?: Uint8Array
}

/** What an endpoint came to, before it is written for HTTP. Ids are bigint. */
export type Outcome =
  | { fields: object }
  | { refused: ErrorCode; detail: string }
  | { file: Uint8Array; type: string; name: string }
  | { redirect: string }
  | { page: string }

export function accept(fields: object = {}): Outcome {
  return { fields: { errcode: 0, errmsg: 'ok', ...fields } }
}

/** `detail` stands in the place of the code's own words. */
export function refuse(code: ErrorCode, detail: string = ERROR_CODES[code]): Outcome {
  return { refused: code, detail }
}

/** Errors come with HTTP 200 and a request id for Tencent's support, successes often without errcode (wechat-platform §6.2). */
export function writeAnswer(outcome: Outcome, newRequestId: () => string): PlatformAnswer {
  if ('fields' in outcome) return { status: 200, json: writeJson(outcome.fields) }
  if ('refused' in outcome) {
    const { refused, detail } = outcome
    return { status: 200, json: writeJson({ errcode: refused, errmsg: `${detail} rid: ${newRequestId()}` }) }
  }
  if ('redirect' in outcome) return { status: 302, headers: { location: outcome.redirect } }
  if ('page' in outcome) return html(outcome.page)
  return {
    status: 200,
    headers: {
      'content-type': outcome.type,
      'content-disposition': `attachment; filename="${outcome.name}"`,
    },
    bytes: outcome.file,
  }
}

function html(words: string): PlatformAnswer {
  const text = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>微信</title><p>${words}</p></html>`
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, bytes: Buffer.from(text) }
}

/** Marks a number that is written bare; a private-use character, which JSON.stringify leaves alone. */
const MARK = '\uE000'

function writeJson(fields: object): string {
  const text = JSON.stringify(fields, (_, value) => (typeof value === 'bigint' ? `${MARK}${value}` : value))
  return text.replace(new RegExp(`"${MARK}(\\d+)"`, 'g'), '$1')
}
