/** Hosts of WeChat's media. */
export const WECHAT_MEDIA = /\.(qq\.com|qpic\.cn)$/

/**
 * Where a video is fetched from; null for no address. Tencent's CDN names one of its machines, with the host that it
 * serves as the first folder (`http://203.0.113.7/vweixinp.tc.qq.com/1007_….mp4`, in public samples of media/get): the
 * host is asked, which can be held against those we trust, and not the machine. WeChat's hosts are asked under TLS,
 * whatever the address says: a video may be evidence.
 */
export function videoAddress(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const address = new URL(url)
  const [, host, rest] = /^\/([a-z0-9.-]+\.qq\.com)(\/.*)$/.exec(address.pathname) ?? []
  const isMachine = /^\d+(\.\d+){3}$/.test(address.hostname)
  const named =
    host && rest && isMachine ? new URL(`${address.protocol}//${host}${rest}${address.search}`) : address
  if (named.protocol === 'http:' && WECHAT_MEDIA.test(named.host)) named.protocol = 'https:'
  return named
}
