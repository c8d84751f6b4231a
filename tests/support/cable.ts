import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Cable = {
  /** The same address with the cable's port. */
  url: string
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>
  /** Nothing gets through, and nobody is told. */
  hang(): void
  /** As at first. What hung is broken off. */
  mend(): Promise<void>
  close(): Promise<void>
}

/** A cable to a server, between a product and what it stands on. */
export async function layCable(to: string): Promise<Cable> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  let hanging = false
  const server = createServer(near => {
    const far = connect(Number(target.port), target.hostname)
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', bytes => hanging || into.write(bytes))
      from.on('error', () => into.destroy())
      from.on('close', () => {
        sockets.delete(from)
        into.destroy()
      })
    }
  })
  const listen = (port: number) => new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  await listen(0)
  const { port } = server.address() as AddressInfo

  async function cut(): Promise<void> {
    const closed = new Promise(done => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const url = new URL(to)
  url.port = String(port)
  return {
    url: url.href,
    cut,
    close: cut,
    hang() {
      hanging = true
    },
    async mend() {
      hanging = false
      if (server.listening) await cut()
      await listen(port)
    },
  }
}
