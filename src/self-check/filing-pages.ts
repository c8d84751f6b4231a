import type { Html } from '../lib/html.ts'
import type { DeliveryStore } from './delivery-store.ts'
import type { FilingShelf } from './filing-shelf.ts'
import { found } from './found.ts'
import { filingPage } from './pages/filing-page.ts'
import { filingsPage } from './pages/filings-page.ts'
import type { Setting, Words } from './pages/layout.ts'
import { paperPage } from './pages/paper-page.ts'
import type { Visit } from './visit.ts'

/** A paper of a filing, as a file and as a piece of a page. It is rendered when it is asked for, not when it is named. */
export type PaperFile = {
  name: string
  fileName: string
  mediaType: string
  /** Ids of photos that it names by number and that stand with no answer of the filing. */
  photos: string[]
  /** Whether it may lie in a chat as a file. */
  inChat: boolean
  render(): Promise<Uint8Array>
  preview(): Promise<Html>
}

/** The papers of a filing in their order; none where there is no such filing. */
export type PapersOfFiling = (receipt: string) => Promise<PaperFile[]>

/** What a unit has filed, and the papers made from it; `n` counts them from 1. */
export interface FilingPages {
  filings(visit: Visit): Promise<Html>
  filing(visit: Visit, receipt: string): Promise<Html>
  paper(visit: Visit, receipt: string, n: number): Promise<PaperFile>
  paperPage(visit: Visit, receipt: string, n: number): Promise<Html>
}

type Dependencies = {
  words: Words
  filings: FilingShelf
  deliveries: DeliveryStore
  papers: PapersOfFiling
}

export function createFilingPages({ words, filings, deliveries, papers }: Dependencies): FilingPages {
  const settingOf = ({ visitor }: Visit): Setting => ({ words, unit: visitor.unit.name })

  async function paperOf({ visitor }: Visit, receipt: string, n: number) {
    const filing = found(await filings.find(visitor.unit.id, receipt))
    return { filing, paper: found((await papers(receipt))[n - 1] ?? null) }
  }

  return {
    async filings(visit) {
      return filingsPage(settingOf(visit), await filings.list(visit.visitor.unit.id))
    },

    async filing(visit, receipt) {
      const filing = found(await filings.find(visit.visitor.unit.id, receipt))
      const delivered = await deliveries.ofFiling(receipt)
      return filingPage(settingOf(visit), { filing, papers: await papers(receipt), delivered })
    },

    async paper(visit, receipt, n) {
      return (await paperOf(visit, receipt, n)).paper
    },

    async paperPage(visit, receipt, n) {
      const { filing, paper } = await paperOf(visit, receipt, n)
      const address = `/u/filings/${receipt}`
      return paperPage(settingOf(visit), {
        name: paper.name,
        filing: address,
        version: filing.version,
        file: `${address}/papers/${n}/file`,
        paper: await paper.preview(),
      })
    },
  }
}
