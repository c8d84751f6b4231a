/** Where WeChat answers besides its API. */
export type Hosts = {
  /** People open it to say who they are. */
  open: string
  /** Shows scene codes. */
  mp: string
  /** Whether a video may be fetched from there. */
  isVideo(address: URL): boolean
}

export const WECHAT_HOSTS: Hosts = {
  open: 'https://open.weixin.qq.com',
  mp: 'https://mp.weixin.qq.com',
  isVideo: ({ protocol, host, username }) =>
    /^https?:$/.test(protocol) && /\.(qq\.com|qpic\.cn)$/.test(host) && username === '',
}

/** The simulator stands in for all of them. */
export function hostsAt(base: string): Hosts {
  return { open: base, mp: base, isVideo: address => address.origin === new URL(base).origin }
}
