import { type AesKey, createAesKey, encrypt } from '../../../src/wechat/cipher.ts'
import { sign } from '../../../src/wechat/signature.ts'
import { OPENID } from './sample-parts.ts'

export const APP_ID = 'wx00000000000000aa'
export const TOKEN = 'anpeiToken'
export const CURRENT = createAesKey('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG')
export const PREVIOUS = createAesKey('kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR')

/** The wall clock of these tests. */
export const NOW = 1_700_000_000_000

export type Push = { query: Record<string, string>; body: string }

export function plainPush(
  xml: string,
  { at = NOW, openid = OPENID }: { at?: number; openid?: string } = {},
): Push {
  const [timestamp, nonce] = [String(Math.floor(at / 1000)), '486452656']
  return { query: { signature: sign(TOKEN, timestamp, nonce), timestamp, nonce, openid }, body: xml }
}

type Sealing = { at?: number; openid?: string; key?: AesKey; appId?: string; plainFields?: string }

/** As WeChat posts in safe mode; with `plainFields` as in compat mode. */
export function sealedPush(xml: string, sealing: Sealing = {}): Push {
  const { key = CURRENT, appId = APP_ID, plainFields = '' } = sealing
  const { query } = plainPush(xml, sealing)
  const encrypted = encrypt(key, appId, xml, Buffer.from('0123456789abcdef'))
  const msg_signature = sign(TOKEN, query.timestamp!, query.nonce!, encrypted)
  return {
    query: { ...query, encrypt_type: 'aes', msg_signature },
    body: `<xml>${plainFields}<ToUserName><![CDATA[gh]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  }
}
