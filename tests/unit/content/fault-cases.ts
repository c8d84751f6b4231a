import { describe, expect, it } from 'vitest'
import type { FlawCode } from '../../../src/dialog/check/flaw.ts'
import { lineOf, loadFiles, withChange } from './small-content.ts'

/**
 * A passage of a file of the small content and what is put in its place, the one fault it must give, and a passage of the
 * line it must be told for: in the changed file, or in the file named last.
 */
export type FaultCase = [code: FlawCode, file: string, from: string, to: string, at: string, told?: string]

export const long = (characters: number): string => '字'.repeat(characters)

/** Each change gives exactly its fault, in words, at its line. */
export function itTells(name: string, cases: FaultCase[]): void {
  describe(name, () => {
    it.each(cases.map(each => ({ title: `${each[0]}: ${each[1]}, ${each[4]}`, each })))(
      '$title',
      async ({ each }) => {
        const [code, file, from, to, at, told = file] = each
        const files = await withChange(file, from, to)
        const { content, faults } = await loadFiles(files)
        const places = faults.map(fault => `${fault.file}:${fault.line} ${fault.code}`)
        expect(places).toEqual([`${told}:${lineOf(files[told] ?? '', at)} ${code}`])
        expect(content === null).toBe(true)
        for (const { what, remedy } of faults) {
          expect(what).toMatch(/\p{Script=Han}/u)
          expect(`${what}${remedy}`).not.toMatch(/undefined|null/)
          expect(remedy).not.toBe('')
        }
      },
    )
  })
}
