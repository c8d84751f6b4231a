import type { Config } from './config.ts'
import { AppError } from './errors.ts'

/** Where this machine reaches the server that listens there. */
export function ownAddress(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** Where people reach the pages, without a closing slash. AppError('config-bad') where a real account has no PUBLIC_URL. */
export function pagesAddress({ http, simulated }: Config): string {
  if (http.publicUrl) return http.publicUrl.replace(/\/+$/, '')
  if (!simulated) throw new AppError('config-bad', 'PUBLIC_URL: missing; the menu leads to pages there')
  return ownAddress(http.host, http.port)
}
