/** A made-up official account, as the environment gives it to the product. */
export const ACCOUNT_ENV = {
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'ffffffffffffffffffffffffffffffff',
  WECHAT_TOKEN: 'platformtoken',
  WECHAT_ENCODING_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  DATA_KEY: Buffer.alloc(32, 'a key for tests').toString('base64'),
  HOTLINE_PHONE: '0594-12345678',
  // Jobs would plan by the minute what records are held against, and speak to WeChat.
  ROLE: 'web',
}

export const ACCOUNT = {
  appId: ACCOUNT_ENV.WECHAT_APP_ID,
  token: ACCOUNT_ENV.WECHAT_TOKEN,
  encodingAesKey: ACCOUNT_ENV.WECHAT_ENCODING_AES_KEY,
}

/** The account the product makes up for itself where none is configured. */
export const SIMULATED_ACCOUNT = {
  appId: 'wx0000000000000000',
  token: 'simulator',
  encodingAesKey: 'simulatorsimulatorsimulatorsimulatorsimulat',
}
