import { fill } from '../dialog/fill.ts'

export type Values = Record<string, string | number>

/** A text of papers.yaml with its values in their places. */
export function fillWith(template: string, values: Values): string {
  return fill(template, name => values[name])
}
