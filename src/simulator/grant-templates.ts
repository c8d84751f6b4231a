import type { Template, Templates } from '../delivery/templates-content.ts'
import { readTemplates } from './platform/templates.ts'

/** The product's templates under the ids that the simulated account has for their titles; what it has not, has none. */
export function grantTemplates(templates: Templates): Templates {
  const granted = readTemplates()
  const withId = (kind: string, { id: _, ...template }: Template): Template => {
    const found = granted.find(each => each.kind === kind && each.title === template.title)
    return found ? { ...template, id: found.id } : template
  }
  const letters = Object.entries(templates).map(([name, kinds]) => [
    name,
    Object.fromEntries(
      Object.entries(kinds).map(([kind, template]) => [kind, template && withId(kind, template)]),
    ),
  ])
  return Object.fromEntries(letters) as Templates
}
