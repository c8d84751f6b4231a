import type { Credentials } from '../src/simulator/seal-push.ts'
import { createAesKey } from '../src/wechat/cipher.ts'

/** Made up, and the same for the floor and the product: both open and seal with it. */
export const ENCODING_AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

export const ACCOUNT: Credentials & { key: NonNullable<Credentials['key']> } = {
  appId: 'wx0123456789abcdef',
  token: 'benchtoken',
  key: createAesKey(ENCODING_AES_KEY),
  accountId: 'gh_0123456789ab',
}
