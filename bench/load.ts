import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'

/** `milliseconds` holds how long each answer took, in no order. */
export type Driven = { turns: number; seconds: number; milliseconds: number[] }

/** Sends each queue over a connection of its own that is kept alive, the next request when the answer is there. */
export async function drive(port: number, queues: Buffer[][]): Promise<Driven> {
  const sockets = await Promise.all(queues.map(() => connect(port)))
  const began = performance.now()
  const took = await Promise.all(queues.map((queue, index) => sendAll(sockets[index]!, queue)))
  const seconds = (performance.now() - began) / 1000
  for (const socket of sockets) socket.destroy()
  const milliseconds = took.flat()
  return { turns: milliseconds.length, seconds, milliseconds }
}

async function connect(port: number): Promise<Socket> {
  const socket = createConnection(port, '127.0.0.1').setNoDelay(true)
  await once(socket, 'connect')
  return socket
}

/** A client of its own, as node:http would cost the driver more than the server under test spends. */
function sendAll(socket: Socket, queue: Buffer[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const took: number[] = []
    let sentAt = 0
    let received = Buffer.alloc(0)
    const next = () => {
      const request = queue[took.length]
      if (!request) return resolve(took)
      received = Buffer.alloc(0)
      sentAt = performance.now()
      socket.write(request)
    }
    socket.on('data', chunk => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const whole = isWhole(received)
      if (!whole) return
      if (!isReply(received)) return reject(new Error(`not a sealed reply:\n${received.toString()}`))
      took.push(performance.now() - sentAt)
      next()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server hung up')))
    next()
  })
}

function isWhole(received: Buffer): boolean {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1]
  return received.length >= end + 4 + Number(length)
}

function isReply(received: Buffer): boolean {
  return received.toString('latin1', 0, 12) === 'HTTP/1.1 200' && received.includes('<Encrypt>')
}
