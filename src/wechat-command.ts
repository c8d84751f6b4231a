import { type Config, readConfig } from './config.ts'
import { AppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { createLogger } from './lib/logger.ts'
import { systemRandom } from './lib/random.ts'
import { openWechatApi } from './open-wechat-api.ts'
import { ownAddress } from './own-address.ts'
import { openSharedValues } from './storage/open-shared-values.ts'
import type { WechatApi } from './wechat/api/create-wechat-api.ts'
import { ApiFailure } from './wechat/api/failures.ts'
import { remedyOf } from './wechat/api/remedies.ts'

type Work = (api: WechatApi, config: Config) => Promise<void>

/**
 * Runs a command on WeChat's API beside the server, with its environment and its token. What fails is told on standard
 * error in an operator's words (`remedy` may have better ones), with exit code 1.
 */
export async function runWechatCommand(work: Work, remedy = remedyOf): Promise<void> {
  try {
    const config = readConfig()
    await withWechatApi(config, work, remedy)
  } catch (thrown) {
    const words = thrown instanceof AppError ? thrown.message : 'it could not be done'
    process.stderr.write(`${words}\n`)
    process.exitCode = 1
  }
}

const NO_SIMULATOR =
  'the simulator does not answer: run npm start in another terminal, or set WECHAT_APP_ID and the other values of a real account'

/** What fails on WeChat's side rejects with AppError('wechat-away') in an operator's words. */
export async function withWechatApi(config: Config, work: Work, remedy = remedyOf): Promise<void> {
  const { values, close } = await openSharedValues(config, systemClock)
  const api = openWechatApi(config, () => ownAddress(config.http.host, config.http.port), {
    values,
    clock: systemClock,
    random: systemRandom,
    // The command itself says what there is to say.
    log: createLogger('silent'),
    tell: async () => {},
  })
  try {
    await work(api, config).catch(thrown => {
      if (!(thrown instanceof ApiFailure)) throw thrown
      const isOff = config.simulated && thrown.kind === 'away'
      throw new AppError('wechat-away', isOff ? NO_SIMULATOR : remedy(thrown), { cause: thrown })
    })
  } finally {
    await close()
  }
}
