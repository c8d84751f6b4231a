import type { Heard, Input } from '../answer.ts'
import { refuse } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

/** A place sent from WeChat's “位置”; an address in words has no coordinates and is asked for again. */
export function hearLocation(_spec: SpecOf<'location'>, input: Input): Heard {
  if (input.kind !== 'location') return refuse('hint.location')
  const { latitude, longitude, label } = input
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return onEarth ? { ok: true, value: { latitude, longitude, label } } : refuse('hint.location')
}
