import type { InboundBody } from '../../src/turn/inbound.ts'
import type { Stage } from './stage.ts'

export const PHOTO_BODY: InboundBody = { kind: 'image', mediaId: 'media', url: 'http://mmbiz.qpic.cn/photo' }

/** Sends one message after the other; the answer to the last. */
export async function talk(
  stage: Stage,
  speaker: string,
  ...messages: (string | InboundBody)[]
): Promise<string> {
  let answer = ''
  for (const each of messages) {
    answer = await stage.send(speaker, typeof each === 'string' ? { kind: 'text', text: each } : each)
  }
  return answer
}
