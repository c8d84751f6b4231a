import { WECHAT_MEDIA } from './video-address.ts'

/** Where WeChat answers besides its API. */
export type Hosts = {
  /** People open it to say who they are. */
  open: string
  /** Shows scene codes. */
  mp: string
  /** Where pages load the JS-SDK from, the next where one does not answer. */
  sdk: readonly string[]
  /** Whether a video may be fetched from there. */
  isVideo(address: URL): boolean
}

export const WECHAT_HOSTS: Hosts = {
  open: 'https://open.weixin.qq.com',
  mp: 'https://mp.weixin.qq.com',
  sdk: ['res', 'res2'].map(name => `https://${name}.wx.qq.com/open/js/jweixin-1.6.0.js`),
  isVideo: ({ protocol, host, username }) =>
    protocol === 'https:' && WECHAT_MEDIA.test(host) && username === '',
}

/** The simulator stands in for all of them. */
export function hostsAt(base: string): Hosts {
  const { origin, pathname } = new URL(base)
  return {
    open: base,
    mp: base,
    sdk: [`${pathname}/jweixin.js`],
    isVideo: address => address.origin === origin,
  }
}
