import type { Moment } from '../turn/room.ts'
import type { DraftStore } from './draft-store.ts'
import type { MemberStore } from './member-store.ts'
import type { TellMember } from './tell-member.ts'

type Dependencies = { members: MemberStore; drafts: DraftStore; tell: TellMember }

/** Forgets a person; who leads in their place is told. */
export async function farewell(
  { members, drafts, tell }: Dependencies,
  { person, now }: Pick<Moment, 'person' | 'now'>,
): Promise<void> {
  const departure = await members.leave(person, now)
  await drafts.drop(person)
  if (departure?.heir)
    await tell(departure.heir.person, `lead:${departure.heir.id}`, { phrase: 'member.heir' })
}
