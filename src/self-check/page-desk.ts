import { bureauById } from '../campaign/bureaus.ts'
import type { Speak } from '../dialog/fill.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Html } from '../lib/html.ts'
import type { Database } from '../storage/database.ts'
import type { Shelf } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import { createFilingPages, type FilingPages, type PapersOfFiling } from './filing-pages.ts'
import { createFilingShelf } from './filing-shelf.ts'
import { found } from './found.ts'
import { isSame, itemState, itemStates, standingAnswers } from './item-states.ts'
import { fingerprintOf } from './page-fingerprint.ts'
import { createPageForms, type PageForms } from './page-forms.ts'
import { checkPage } from './pages/check-page.ts'
import { homePage } from './pages/home-page.ts'
import { itemPage } from './pages/item-page.ts'
import { createWords, type Setting } from './pages/layout.ts'
import { landingPage, type PlainPage, plainPageOf } from './pages/plain-pages.ts'
import { problemsPage } from './pages/problems-page.ts'
import { createPhotoShelf, type StoredPhoto } from './photo-shelf.ts'
import { createSelfCheckRecord, type SelfCheckNow } from './self-check-record.ts'
import type { SelfCheckDependencies } from './self-check-room.ts'
import type { Visit } from './visit.ts'

export type { FormAnswer } from './page-forms.ts'
export type { Visit } from './visit.ts'

export type PageDeskDependencies = SelfCheckDependencies & {
  database: Database
  shelf: Shelf
  speak: Speak
  /** What the unit has to do, in words, what presses first on top. */
  duties: (unit: Unit, today: CivilDate) => Promise<string[]>
  papers: PapersOfFiling
}

/** The unit's pages as HTML. What is not this unit's is AppError('not-found'), like what does not exist. */
export interface PageDesk extends PageForms, FilingPages {
  /** Where a link leads before it is spent. */
  landing(token: string): Html
  plain(what: PlainPage): Html
  home(visit: Visit): Promise<Html>
  check(visit: Visit): Promise<Html>
  item(visit: Visit, itemId: string, saved: boolean): Promise<Html>
  problems(visit: Visit): Promise<Html>
  photo(visit: Visit, id: string): Promise<StoredPhoto>
}

export function createPageDesk(deps: PageDeskDependencies): PageDesk {
  const words = createWords(deps.speak)
  const record = createSelfCheckRecord(deps)
  const filings = createFilingShelf(deps.database)
  const photos = createPhotoShelf(deps.database, deps.random)
  const settingOf = ({ visitor }: Visit): Setting => ({ words, unit: visitor.unit.name })

  return {
    ...createPageForms({ ...deps, words, record, photos }),
    ...createFilingPages({ ...deps, words, filings }),
    landing: token => landingPage(words, token),
    plain: what => plainPageOf(words, what),

    async home(visit) {
      const { unit } = visit.visitor
      const now = await record.read(unit)
      const listed = await filings.list(unit.id)
      const problems = await filings.problems(unit.id)
      return homePage(settingOf(visit), {
        bureau: bureauById(deps.campaign, unit.bureau).name,
        items: itemStates(now.script, now.frame),
        filed: now.filed && (listed[0] ?? null),
        unfiled: await isUnfiled(unit, now),
        duties: await deps.duties(unit, visit.moment.today),
        openProblems: problems.filter(({ status }) => status === 'open').length,
        filings: listed.length,
      })
    },

    async check(visit) {
      const { script, frame } = await record.read(visit.visitor.unit)
      return checkPage(settingOf(visit), {
        script,
        frame,
        items: itemStates(script, frame),
        fingerprint: fingerprintOf(script, frame),
        refusal: null,
        guard: visit.guard,
      })
    },

    async item(visit, itemId, saved) {
      const { script, frame } = await record.read(visit.visitor.unit)
      const state = found(itemState(script, frame, itemId))
      const next = itemStates(script, frame).find(({ missing }) => missing > 0) ?? null
      const nothing = { hints: new Map(), typed: new Map() }
      return itemPage(settingOf(visit), { script, frame, state, next, ...nothing, saved, guard: visit.guard })
    },

    async problems(visit) {
      return problemsPage(settingOf(visit), await filings.problems(visit.visitor.unit.id), visit.moment.today)
    },

    async photo({ visitor }, id) {
      return found(await photos.find(visitor.unit.id, id))
    },
  }

  /** Whether an answer or the ledger stands otherwise than in the last version filed. */
  async function isUnfiled(unit: Unit, { script, frame, filed }: SelfCheckNow): Promise<boolean> {
    const last = filed && (await filings.find(unit.id, filed.receipt))
    if (!last) return false
    const then = last.snapshot.rows.map(({ path, answer }) => [path, answer])
    const ledger = await deps.ledgerToFile(unit.id)
    return !isSame(then, standingAnswers(script, frame)) || !isSame(last.snapshot.ledger, ledger?.digest)
  }
}
