import type { Clock } from '../lib/clock.ts'
import type { Fault, Reading } from './read-reply.ts'
import type { SealedPush } from './seal-push.ts'

/** WeChat's own figures: 5 s for an answer, three tries in all (wechat-platform §3.1). */
export const ANSWER_MS = 5000
const TRIES = 3

export type Try = { status: number | null; ms: number; body: string; reading: Reading }
export type Delivery = { request: SealedPush; tries: Try[] }

/** `seal` makes a fresh signature and ciphertext around the same push; `read` judges a body that came in time. */
export type Delivering = {
  seal: () => SealedPush
  read: (body: string) => Reading
  wall: Clock
  answerMs: number
}

/**
 * Posts one push until an answer is acceptable or the tries are used up. The last try is what the person gets.
 * Unlike WeChat it does not wait out the 5 s after a malformed answer.
 */
export async function deliver(delivering: Delivering): Promise<Delivery> {
  const tries: Try[] = []
  for (;;) {
    const request = delivering.seal()
    const last = await attempt(request, delivering)
    tries.push(last)
    if (tries.length === TRIES || !mayRetry(last.reading)) return { request, tries }
  }
}

/** A text over the limit is shown as a fault at once: it is well formed, so asking again would not help. */
function mayRetry(reading: Reading): boolean {
  return reading.outcome === 'fault' && reading.fault !== 'too-long'
}

async function attempt(request: SealedPush, { read, wall, answerMs }: Delivering): Promise<Try> {
  const began = wall.now()
  const failed = (status: number | null, body: string, fault: Fault): Try => ({
    status,
    ms: wall.now() - began,
    body,
    reading: { outcome: 'fault', fault, open: '' },
  })
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerMs),
    })
    const body = await response.text()
    if (response.status !== 200) return failed(response.status, body, 'status')
    return { status: 200, ms: wall.now() - began, body, reading: read(body) }
  } catch (thrown) {
    const late = thrown instanceof Error && thrown.name === 'TimeoutError'
    return failed(null, '', late ? 'late' : 'unreachable')
  }
}
