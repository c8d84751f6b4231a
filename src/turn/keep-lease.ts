import { AppError } from '../errors.ts'
import type { Turn, TurnStore } from './store.ts'

/**
 * Renews the lease of a turn until `end`. `check` throws AppError('turn-overdue') once the store has said that the
 * lease is lost: another message may be at work on the same records. While the store is away nobody can know.
 */
export function keepLease(
  store: Pick<TurnStore, 'renew'>,
  turn: Turn,
  everyMs: number,
): { check(): void; end(): void } {
  let lost = false
  const renew = async () => {
    const held = await store.renew(turn).catch(() => true)
    lost ||= !held
  }
  const timer = setInterval(renew, everyMs)
  return {
    check() {
      if (lost) throw new AppError('turn-overdue', 'the lease was lost')
    },
    end: () => clearInterval(timer),
  }
}
