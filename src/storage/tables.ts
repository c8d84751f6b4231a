import type { CertificatesTable } from './tables/certificates.ts'
import type { AuditTable, ContentRevisionsTable } from './tables/common.ts'
import type { ConversationsTable, QueueTable, SeenTable } from './tables/conversations.ts'
import type { AttemptsTable, ConsentsTable, LostPersonsTable } from './tables/delivery.ts'
import type {
  AcknowledgementsTable,
  ReminderRefusalsTable,
  RemindersTable,
  SendingsTable,
} from './tables/reminders.ts'
import type {
  AnswersTable,
  DeliveriesTable,
  DiscardedAnswersTable,
  DraftsTable,
  FilingsTable,
  FulfilmentsTable,
  PhotosTable,
  ProblemsTable,
  SelfChecksTable,
} from './tables/self-checks.ts'
import type { SharedValuesTable } from './tables/shared-values.ts'
import type {
  TipContactsTable,
  TipDraftEvidenceTable,
  TipEventsTable,
  TipEvidenceTable,
  TipKeysTable,
  TipLinksTable,
  TipMessagesTable,
  TipOutboxTable,
  TipPiecesTable,
  TipReferralsTable,
  TipsTable,
} from './tables/tips.ts'
import type { InvitesTable, MembersTable, PageLinksTable, UnitsTable } from './tables/units.ts'

/** The tables as both databases return them; what kinds of column there are is told in tables/column.ts. */
export type Tables = {
  content_revisions: ContentRevisionsTable
  units: UnitsTable
  members: MembersTable
  invites: InvitesTable
  self_checks: SelfChecksTable
  drafts: DraftsTable
  discarded_answers: DiscardedAnswersTable
  answers: AnswersTable
  filings: FilingsTable
  problems: ProblemsTable
  photos: PhotosTable
  deliveries: DeliveriesTable
  fulfilments: FulfilmentsTable
  certificates: CertificatesTable
  page_links: PageLinksTable
  consents: ConsentsTable
  lost_persons: LostPersonsTable
  attempts: AttemptsTable
  reminders: RemindersTable
  sendings: SendingsTable
  reminder_refusals: ReminderRefusalsTable
  acknowledgements: AcknowledgementsTable
  tips: TipsTable
  tip_evidence: TipEvidenceTable
  tip_messages: TipMessagesTable
  tip_events: TipEventsTable
  tip_referrals: TipReferralsTable
  tip_contacts: TipContactsTable
  tip_links: TipLinksTable
  tip_keys: TipKeysTable
  tip_outbox: TipOutboxTable
  tip_draft_evidence: TipDraftEvidenceTable
  tip_pieces: TipPiecesTable
  audit: AuditTable
  conversations: ConversationsTable
  queue: QueueTable
  seen: SeenTable
  shared_values: SharedValuesTable
}
