import type { Frame } from './frame.ts'
import { isMissing, isOpen } from './place.ts'
import type { Script } from './script.ts'
import { type Place, walk } from './walk.ts'

/** To the first open question, or the review. */
export function moveOn(script: Script, frame: Frame): Frame {
  const next = walk(script, frame).find(place => isOpen(place, frame))
  return { ...frame, at: next?.path ?? null, fails: 0 }
}

/**
 * A frame made from records: questions that may be left out were left out where they stand before an answered one, or
 * where nothing is missing any more.
 */
export function restored(script: Script, frame: Frame): Frame {
  const places = walk(script, frame)
  const last = places.findLastIndex(place => frame.answers[place.path] !== undefined)
  const isDone = !places.some(place => isMissing(place, frame))
  const left = places.filter(
    (place, index) => (isDone || index < last) && place.step.skip && isOpen(place, frame),
  )
  return { ...frame, deferred: [...frame.deferred, ...left.map(place => place.path)] }
}

/** The question that is open: where the frame stands while that still applies, else the first open one; null is the review. */
export function placeAt(places: Place[], frame: Frame): Place | null {
  return places.find(place => place.path === frame.at) ?? places.find(place => isOpen(place, frame)) ?? null
}
