import type { Time } from './column.ts'

/** Dialog content by hash, kept while a session or a record refers to it. */
export type ContentRevisionsTable = { hash: string; body: string; first_seen: Time }

export type AuditTable = { id: string; at: Time; actor: string; action: string; target: string }
