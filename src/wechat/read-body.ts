import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import getRawBody from 'raw-body'
import { AppError } from '../errors.ts'

/** The largest genuine push is a few kilobytes, three times that in compat mode (wechat-platform §10 no. 8). */
const MAX_BYTES = 64 * 1024

/** The whole body as text. Throws `body-too-large`, `request-bad` (cut off) or `xml-malformed` (not UTF-8). */
export async function readBody(request: IncomingMessage): Promise<string> {
  const length = request.headers['content-length'] ?? null
  const bytes = await getRawBody(request, { limit: MAX_BYTES, length }).catch(toBodyError)
  if (!isUtf8(bytes)) throw new AppError('xml-malformed', 'not UTF-8')
  return bytes.toString()
}

function toBodyError(error: getRawBody.RawBodyError): never {
  throw new AppError(error.type === 'entity.too.large' ? 'body-too-large' : 'request-bad', error.type)
}
