import type { AnswerValue } from '../dialog/answer.ts'
import type { ChecklistItem } from '../dialog/content.ts'
import type { Frame } from '../dialog/frame.ts'
import { isAnswered, isMissing, itemOf } from '../dialog/place.ts'
import { canonicalJson, type Script } from '../dialog/script.ts'
import { type Place, walk } from '../dialog/walk.ts'

/** One item that applies, with the questions that apply in it as the answers are. */
export type ItemState = {
  item: ChecklistItem
  n: number
  total: number
  places: Place[]
  answered: number
  /** Questions that must be answered before the self-check can be submitted. */
  missing: number
}

export function itemStates(script: Script, frame: Frame): ItemState[] {
  const byItem = new Map<ChecklistItem, Place[]>()
  for (const place of walk(script, frame)) {
    const item = itemOf(place)
    if (item) byItem.set(item, [...(byItem.get(item) ?? []), place])
  }
  return [...byItem].map(([item, places], index) => ({
    item,
    n: index + 1,
    total: byItem.size,
    places,
    answered: places.filter(place => isAnswered(place, frame)).length,
    missing: places.filter(place => isMissing(place, frame)).length,
  }))
}

export function itemState(script: Script, frame: Frame, itemId: string): ItemState | null {
  return itemStates(script, frame).find(({ item }) => item.id === itemId) ?? null
}

/** All answers kept for an item, whether they apply at the moment or not. */
export function answersOfItem(answers: Frame['answers'], itemId: string): Frame['answers'] {
  return Object.fromEntries(Object.entries(answers).filter(([path]) => path.startsWith(`${itemId}.`)))
}

export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}

/** What would be filed now: paths and answers of the questions that apply. */
export function standingAnswers(script: Script, frame: Frame): [path: string, value: AnswerValue][] {
  return walk(script, frame).flatMap(({ path }) => {
    const value = frame.answers[path]
    return value === undefined ? [] : [[path, value] as [string, AnswerValue]]
  })
}
