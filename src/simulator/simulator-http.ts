import type { Context, Next } from 'koa'
import getRawBody from 'raw-body'
import { z } from 'zod'
import { AppError, ERRORS } from '../errors.ts'
import { IMAGE_BYTES } from './platform/media-store.ts'

const JSON_BYTES = 64 * 1024

/** Answers expected failures as JSON with their reason; whatever else happens is the server's to handle. */
export async function answerFaults(ctx: Context, next: Next): Promise<void> {
  try {
    await next()
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    ctx.status = ERRORS[thrown.code].status
    ctx.body = { error: thrown.code, message: thrown.message }
  }
}

/** The parsed body; `request-bad` names every fault in it. Only application/json, which no foreign page can send unasked. */
export async function readJson<T>(ctx: Context, schema: z.ZodType<T>): Promise<T> {
  if (!ctx.is('application/json'))
    throw new AppError('request-bad', 'content-type application/json is expected')
  const parsed = schema.safeParse(parseJson((await readBody(ctx, JSON_BYTES)).toString('utf8')))
  if (!parsed.success) throw new AppError('request-bad', z.prettifyError(parsed.error))
  return parsed.data
}

export async function readImage(ctx: Context): Promise<Buffer> {
  if (!ctx.is('image/jpeg', 'image/png'))
    throw new AppError('request-bad', 'image/jpeg or image/png is expected')
  return readBody(ctx, IMAGE_BYTES)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('request-bad', 'the body is not JSON')
  }
}

export async function readBody(ctx: Context, limit: number): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { limit, length: ctx.request.length ?? null })
  } catch (thrown) {
    const tooLarge = thrown instanceof Error && 'type' in thrown && thrown.type === 'entity.too.large'
    if (tooLarge) throw new AppError('body-too-large', `${limit} bytes at most`)
    throw new AppError('request-bad', 'the body did not arrive whole', { cause: thrown })
  }
}
