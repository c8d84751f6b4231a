import type { Say } from '../dialog/answer.ts'
import type { Speak } from '../dialog/fill.ts'
import { AppError } from '../errors.ts'
import type { Html } from '../lib/html.ts'
import type { Database } from '../storage/database.ts'
import { isUniqueViolation } from '../storage/violations.ts'
import type { Outcome } from '../turn/room.ts'
import type { ItemForm } from './hear-item.ts'
import { itemState, itemStates } from './item-states.ts'
import { fingerprintOf } from './page-fingerprint.ts'
import { checkPage } from './pages/check-page.ts'
import { conflictPage } from './pages/conflict-page.ts'
import { itemPage } from './pages/item-page.ts'
import type { Words } from './pages/layout.ts'
import { submittedPage } from './pages/submitted-page.ts'
import type { PhotoShelf } from './photo-shelf.ts'
import { receiveItem } from './receive-item.ts'
import { type SavedItem, saveItem } from './save-item.ts'
import type { SelfCheckNow, SelfCheckRecord } from './self-check-record.ts'
import { createSelfCheckRoom, type SelfCheckDependencies } from './self-check-room.ts'
import type { SentForm } from './sent-form.ts'
import type { Visit } from './visit.ts'

/** `saved`: all of it is recorded, show the item anew. Otherwise a page with what stands in the way. */
export type FormAnswer = { kind: 'saved' } | { kind: 'page'; status: 200 | 409 | 422; html: Html }

export interface PageForms {
  saveItem(visit: Visit, itemId: string, sent: SentForm): Promise<FormAnswer>
  submit(visit: Visit, sent: SentForm): Promise<FormAnswer>
}

type Dependencies = SelfCheckDependencies & {
  database: Database
  speak: Speak
  words: Words
  record: SelfCheckRecord
  photos: PhotoShelf
}

/** What members send from the pages; it is heard and recorded as in chat. */
export function createPageForms(deps: Dependencies): PageForms {
  const { record, words, speak } = deps
  const room = createSelfCheckRoom(deps)

  return {
    async saveItem(visit, itemId, sent) {
      const now = await record.open(visit.visitor, visit.moment)
      if (!now.script.items.some(({ id }) => id === itemId)) throw new AppError('not-found')
      const form = await receiveItem(deps.photos, now, itemId, sent, visit.moment, visit.messageFor)
      const saved = await saveItem(deps, now, visit.visitor.unit, form, visit.moment)
      return answerOf(visit, now, form, saved)
    },

    async submit(visit, sent) {
      const now = await record.open(visit.visitor, visit.moment)
      const { script, frame } = now
      const missing = itemStates(script, frame).reduce((sum, item) => sum + item.missing, 0)
      if (sent.values.get('fingerprint')?.[0] !== fingerprintOf(script, frame))
        return refuse(visit, now, { phrase: 'self-check.changed' })
      if (missing > 0) return refuse(visit, now, { phrase: 'page.not-yet', values: { missing } })
      const outcome = await submitted(visit, now)
      const [first] = outcome.say ?? []
      if (first?.phrase === 'member.gone') throw new AppError('not-found', 'no member any more')
      if (!outcome.finished && first) return refuse(visit, await record.read(visit.visitor.unit), first)
      const said = (outcome.say ?? []).map(speak)
      return { kind: 'page', status: 200, html: submittedPage(settingOf(visit), said) }
    },
  }

  /** Of two equal submissions at once, the second finds what the first has filed. */
  async function submitted({ moment }: Visit, { frame, script }: SelfCheckNow): Promise<Outcome> {
    const apply = () => room.apply({ type: 'submitted' }, frame, script, moment)
    return apply().catch(thrown => {
      if (isUniqueViolation(thrown)) return apply()
      throw thrown
    })
  }

  function answerOf(
    visit: Visit,
    { script }: SelfCheckNow,
    form: ItemForm,
    { outcome, standing, heard }: SavedItem,
  ): FormAnswer {
    const { guard } = visit
    const setting = settingOf(visit)
    const frame = outcome === 'saved' ? heard.frame : standing
    const state = itemState(script, frame, form.itemId)
    if (!state) throw new AppError('not-found')
    if (outcome === 'conflict') {
      const html = conflictPage(setting, { script, standing, form, heard, state, guard })
      return { kind: 'page', status: 409, html }
    }
    if (heard.hints.size === 0) return { kind: 'saved' }
    const { hints } = heard
    const typed = form.fields
    const html = itemPage(setting, { script, frame, state, next: null, hints, typed, saved: true, guard })
    return { kind: 'page', status: 422, html }
  }

  function refuse(visit: Visit, { script, frame }: SelfCheckNow, why: Say): FormAnswer {
    const { guard } = visit
    const items = itemStates(script, frame)
    const fingerprint = fingerprintOf(script, frame)
    const data = { script, frame, items, fingerprint, refusal: speak(why), guard }
    return { kind: 'page', status: 409, html: checkPage(settingOf(visit), data) }
  }

  function settingOf({ visitor }: Visit) {
    return { words, unit: visitor.unit.name }
  }
}
