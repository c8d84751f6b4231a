import type { EvidenceKind } from '../dialog/answer.ts'
import type { InboundBody } from './inbound.ts'

/** A message that can be handed in as evidence. */
export type EvidenceBody = Extract<InboundBody, { kind: 'image' | 'voice' | 'video' | 'location' | 'link' }>

/** With its scheme, or a bare name as a phone would make a link of. */
const ADDRESS =
  /https?:\/\/[^\s\p{Script=Han}]+|(?<![a-z\d@.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}(?:[/:?][^\s\p{Script=Han}]*)?/iu

/** What a message is as evidence; a text with an address in it is a link, with all its words. Null for any other. */
export function evidenceIn(body: InboundBody): EvidenceBody | null {
  switch (body.kind) {
    case 'image':
    case 'voice':
    case 'video':
    case 'location':
    case 'link':
      return body
    case 'text': {
      const [url] = ADDRESS.exec(body.text) ?? []
      return url === undefined ? null : { kind: 'link', title: '', description: body.text, url }
    }
    default:
      return null
  }
}

export function evidenceKindOf({ kind }: EvidenceBody): EvidenceKind {
  return kind === 'image' ? 'photo' : kind
}
