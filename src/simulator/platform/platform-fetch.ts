import type { Platform } from './platform.ts'

/** Where the simulator's server has it; calls may come with this in front of the path or without. */
export const PLATFORM_PATH = '/simulator/weixin'

/** A fetch that asks the platform in this process, whatever the host: for rehearsals without a server. */
export function platformFetch(platform: Platform): typeof fetch {
  return async function fetchFromPlatform(input, init) {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const { status, headers, json, bytes } = await platform.handle({
      method: request.method,
      path: url.pathname.replace(PLATFORM_PATH, ''),
      query: Object.fromEntries(url.searchParams),
      body: new Uint8Array(await request.arrayBuffer()),
      type: request.headers.get('content-type') ?? '',
    })
    const body = json ?? (bytes ? Uint8Array.from(bytes) : null)
    return new Response(body, { status, headers: { ...(json !== undefined && JSON_TYPE), ...headers } })
  }
}

const JSON_TYPE = { 'content-type': 'application/json; encoding=utf-8' }
