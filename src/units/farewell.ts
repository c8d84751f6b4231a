import type { Moment } from '../turn/room.ts'
import type { DraftStore } from './draft-store.ts'
import type { MemberStore } from './member-store.ts'
import type { TellMember } from './tell-member.ts'

type Dependencies = { members: MemberStore; drafts: DraftStore; tell: TellMember }

/** Forgets a person; who leads in their place is told. */
export async function farewell(
  { members, drafts, tell }: Dependencies,
  { person, message, now }: Pick<Moment, 'person' | 'message' | 'now'>,
): Promise<void> {
  const heir = await members.leave(person, { message, at: now })
  await drafts.drop(person)
  if (heir) await tell(heir.person, `lead:${message}`, { phrase: 'member.heir' })
}
