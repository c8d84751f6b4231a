import { toString as draw } from 'qrcode'

/** The code by which the account logs in, for a terminal: whoever scans it lends the bureau their account. */
export async function drawLogin(code: string): Promise<string> {
  // Too long for a picture, it can still be shown by another tool.
  const picture = await draw(code, { type: 'terminal', small: true }).catch(() => code)
  return `\n  请用本账号的手机扫码登录（Wechaty）\n${picture}\n`
}
