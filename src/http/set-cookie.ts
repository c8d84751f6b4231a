import type { Context } from 'koa'

export type Cookie = { name: string; value: string; path: string; seconds: number; isSecure: boolean }

/** Out of reach of scripts and of other sites' forms. Koa refuses a Secure cookie where TLS ends at the proxy. */
export function setCookie(ctx: Context, { name, value, path, seconds, isSecure }: Cookie): void {
  ctx.append(
    'Set-Cookie',
    `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  )
}
