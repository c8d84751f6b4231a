import { z } from 'zod'
import { readBounded } from '../../lib/read-bounded.ts'
import { ApiFailure, noAnswer, refusal } from './failures.ts'

/** Takes what a call is for out of its answer. */
export type Read<T> = (response: Response, path: string) => Promise<T>

/** A list of templates is the longest answer there is. */
const MAX_BYTES = 1024 * 1024

/** Errors come with HTTP 200; a success may come without errcode (wechat-platform §6.2). */
const Envelope = z.looseObject({ errcode: z.number().optional(), errmsg: z.string().optional() })

/** Reads an answer of this shape. Rejects with ApiFailure: WeChat's error, `away` for no JSON, `unknown` for another shape. */
export function readJson<T>(shape: z.ZodType<T>): Read<T> {
  return async (response, path) => {
    const bytes = await readBounded(response.body, MAX_BYTES).catch(cause => {
      throw noAnswer(path, 0, cause)
    })
    if (!bytes) throw noAnswer(path, response.status)
    return parseAnswer(bytes, path, shape)
  }
}

export function parseAnswer<T>(bytes: Uint8Array, path: string, shape: z.ZodType<T>): T {
  const answer = Envelope.safeParse(parse(bytes, path))
  if (!answer.success) throw noAnswer(path, 200)
  const { errcode = 0, errmsg } = answer.data
  if (errcode !== 0) throw refusal(errcode, path, errmsg)
  const read = shape.safeParse(answer.data)
  if (!read.success) throw new ApiFailure(0, path)
  return read.data
}

/** Ids beyond 2^53, which JSON.parse would round. */
const LONG_IDS = /"(msgid|msg_id|msg_data_id|MsgID)"\s*:\s*(\d{16,})/g

function parse(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8').replace(LONG_IDS, '"$1":"$2"'))
  } catch (cause) {
    throw noAnswer(path, 200, cause)
  }
}
