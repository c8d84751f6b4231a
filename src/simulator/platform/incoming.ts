import type { Article } from '../read-reply.ts'
import type { NoticeField } from './templates.ts'

/** What the account puts on a person's phone by the API, outside a reply. */
export type Incoming =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string }
  | { kind: 'news'; articles: Article[] }
  | { kind: 'menu'; head: string; items: { id: string; content: string }[]; tail: string }
  /** A service notice; `url` null: it opens nothing. */
  | { kind: 'notice'; title: string; fields: NoticeField[]; url: string | null }
