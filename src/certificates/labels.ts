import type { Repeat, Step } from '../dialog/content.ts'
import type { Script } from '../dialog/script.ts'

/** The words a dialog has for an option of one of its questions; the id itself where it has none any more. */
export type Labels = (step: string, option: string) => string

export function labelsOf({ dialog }: Script): Labels {
  const labels = new Map(stepsIn(dialog.steps).flatMap(labelled))
  return (step, option) => labels.get(`${step}.${option}`) ?? option
}

function stepsIn(nodes: readonly (Step | Repeat)[]): Step[] {
  return nodes.flatMap(node => ('repeat' in node ? stepsIn(node.steps) : [node]))
}

function labelled({ id, answer }: Step): [string, string][] {
  if (answer.type !== 'choice' || !Array.isArray(answer.options)) return []
  return answer.options.map(option => [`${id}.${option.id}`, option.label])
}
