import type { PersonKey } from '../turn/store.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { PaperFile, PapersOfFiling } from './filing-pages.ts'
import type { FilingShelf } from './filing-shelf.ts'

type Dependencies = {
  units: Pick<UnitStore, 'membershipOf'>
  filings: Pick<FilingShelf, 'find'>
  papers: PapersOfFiling
}

/** The papers of a filing that a member may have as files in their chat; none where it is not their unit's. */
export function createChatPapers({ units, filings, papers }: Dependencies) {
  return async function chatPapers(person: PersonKey, receipt: string): Promise<PaperFile[]> {
    const present = await units.membershipOf(person)
    const filing = present && (await filings.find(present.unit.id, receipt))
    return filing ? (await papers(receipt)).filter(({ inChat }) => inChat) : []
  }
}
