import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const servers: Server[] = []

/** The origin of a server of this host that answers so. */
export async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** After each test. */
export async function closeServers(): Promise<void> {
  for (const server of servers) server.closeAllConnections()
  await Promise.all(servers.splice(0).map(server => new Promise(resolve => server.close(resolve))))
}
