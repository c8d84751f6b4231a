import type { Writable } from 'node:stream'

const KEPT = 500

export type Stream = ReturnType<typeof createStream>

/**
 * Server-sent events for the page. What is published is kept, so that a page that was away gets it once by its last id;
 * what is announced is for whoever looks right now. `epoch` tells this start of the server from others.
 */
export function createStream(epoch: string) {
  const kept: { number: number; frame: string }[] = []
  const pages = new Set<Writable>()
  let last = 0

  const send = (frame: string) => {
    for (const page of pages) page.write(frame)
  }

  return {
    publish(event: string, data: object): void {
      last += 1
      const frame = `id: ${epoch}-${last}\n${frameOf(event, data)}`
      kept.push({ number: last, frame })
      if (kept.length > KEPT) kept.shift()
      send(frame)
    },

    announce: (event: string, data: object) => send(frameOf(event, data)),

    /** Writes to a page until it goes, first what it has missed; `lastId` '' or of another start is everything kept. */
    open(page: Writable, lastId: string): void {
      const seen = lastId.startsWith(`${epoch}-`) ? Number(lastId.slice(epoch.length + 1)) || 0 : 0
      // Headers go out with the first bytes; the browser waits for them.
      page.write(': welcome\n\n')
      for (const { number, frame } of kept) if (number > seen) page.write(frame)
      pages.add(page)
      page.once('close', () => pages.delete(page))
    },

    /** Ends every page's answer, for otherwise the server would wait for them. */
    close(): void {
      for (const page of pages) page.end()
    },
  }
}

function frameOf(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
