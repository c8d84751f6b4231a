import type { Kysely } from 'kysely'
import { legibleCode } from '../lib/random.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import { CODE_LENGTH, keyOf } from './code.ts'

type Keyed = Pick<Seal, 'hash'>

/** The code that lets people into a unit: derived from its id and a generation, and stored nowhere. */
export function bindingCode(seal: Keyed, unitId: string, generation: number): string {
  let block = 0
  const bytes = () => Buffer.from(seal.hash('binding-code', `${unitId}/${generation}/${block++}`), 'hex')
  return legibleCode({ bytes }, CODE_LENGTH)
}

/** What the QR code of a unit says when it is scanned. */
export function sceneOf(code: string): string {
  return `u-${code}`
}

/** The code in a scene of ours; null for any other. */
export function codeInScene(scene: string): string | null {
  return scene.startsWith('u-') ? scene.slice(2) : null
}

export type Binding = { binding: number; binding_hash: string }

/**
 * A binding for each of these units, by their ids, from the generation given on: of about 10^11 codes, two among a million
 * units are the same now and then, and the later unit takes its next one.
 */
export async function freeBindings(
  db: Kysely<Tables>,
  seal: Keyed,
  units: { id: string; generation: number }[],
): Promise<Map<string, Binding>> {
  const found = new Map<string, Binding>()
  for (let open = units; open.length > 0; ) {
    const tries = open.map(({ id, generation }) => {
      const { binding } = keyOf(seal, bindingCode(seal, id, generation))
      return { id, binding: generation, binding_hash: binding }
    })
    const hashes = tries.map(({ binding_hash }) => binding_hash)
    const rows = await db
      .selectFrom('units')
      .select('binding_hash')
      .where('binding_hash', 'in', hashes)
      .execute()
    const taken = new Set([...rows, ...found.values()].map(row => row.binding_hash))
    for (const { id, ...binding } of tries) {
      if (taken.has(binding.binding_hash)) continue
      taken.add(binding.binding_hash)
      found.set(id, binding)
    }
    open = open
      .filter(({ id }) => !found.has(id))
      .map(({ id, generation }) => ({ id, generation: generation + 1 }))
  }
  return found
}
