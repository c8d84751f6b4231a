import type { ApiRequest, Exchange } from './exchange.ts'
import { ApiFailure, ofSecret } from './failures.ts'
import type { Read } from './read-json.ts'

/** A call that shows the AppSecret instead of a token: there 40001 says that the secret is wrong (wechat-platform §6.2). */
export async function bySecret<T>(exchange: Exchange, request: ApiRequest, read: Read<T>): Promise<T> {
  try {
    return await read(await exchange(request), request.path)
  } catch (thrown) {
    throw thrown instanceof ApiFailure && thrown.kind === 'token' ? ofSecret(thrown) : thrown
  }
}
