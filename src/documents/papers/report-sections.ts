import { toCivil } from '../../campaign/civil-date.ts'
import { showDay } from '../../dialog/answers/civil-day.ts'
import { chineseNumeral } from '../chinese-numeral.ts'
import { fillWith, type Values } from '../fill-with.ts'
import { type Material, titlesOf, unitValues } from '../material.ts'
import { type TextBlock, text } from '../paper.ts'
import { problemWords } from '../problem-words.ts'
import { resultWords } from '../result-words.ts'
import { sinceWords } from '../since-words.ts'

export function basics(material: Material): TextBlock[] {
  const { filing, setting } = material
  const { unit } = filing.snapshot
  const words = setting.words.report.basics
  const { yes, no, unknown } = words.qualification
  return section(words.heading, words.text, {
    ...unitValues(material),
    district: setting.campaign.districts.find(({ id }) => id === unit.district)?.label ?? unit.district,
    qualification: unit.specialOps === null ? unknown : unit.specialOps ? yes : no,
    since: sinceWords(setting),
    filed: showDay(toCivil(filing.filedAt)),
  })
}

export function organisation({ filing, rows, setting }: Material): TextBlock[] {
  const words = setting.words.report.organisation
  return section(words.heading, words.text, {
    begun: showDay(toCivil(filing.startedAt)),
    filed: showDay(toCivil(filing.filedAt)),
    items: rows.length,
  })
}

export function findings(material: Material): TextBlock[] {
  const words = material.setting.words.report.findings
  const rows = material.rows.flatMap((row, index) => {
    const [result = '', ...more] = resultWords(row, material)
    return [
      said('heading-2', words.item, { numeral: chineseNumeral(index + 1), title: row.item.title }),
      said('body', words.asked, { text: row.item.text }),
      said('body', words.answered, { result }),
      ...more.map(line => text('body', line)),
    ]
  })
  return [text('heading-1', words.heading), ...rows]
}

export function problems({ problems: found, unsettled, setting }: Material): TextBlock[] {
  const words = setting.words.report.problems
  const inState = (state: string) => found.filter(({ problem }) => problem.state === state).length
  const counts = {
    count: found.length,
    open: inState('open'),
    working: inState('working'),
    done: inState('done'),
  }
  const rows = found.map(({ item, problem }, index) => {
    const { what } = problemWords(problem, item, setting.words)
    return said('body', words.each, { n: index + 1, title: item.title, what })
  })
  const left = { count: unsettled.length, titles: titlesOf(unsettled) }
  return [
    text('heading-1', words.heading),
    found.length > 0 ? said('body', words.count, counts) : text('body', words.none),
    ...rows,
    ...(unsettled.length > 0 ? [said('body', words.unsettled, left)] : []),
  ]
}

/** One for each problem, under the same number. */
export function measures({ problems: found, setting }: Material): TextBlock[] {
  const words = setting.words.report.measures
  const rows = found.map(({ item, problem }, index) =>
    said('body', words.each, { n: index + 1, ...problemWords(problem, item, setting.words) }),
  )
  return [text('heading-1', words.heading), ...(rows.length > 0 ? rows : [text('body', words.none)])]
}

export function next({ setting }: Material): TextBlock[] {
  const words = setting.words.report.next
  return section(words.heading, words.text, {})
}

function section(heading: string, templates: string[], values: Values): TextBlock[] {
  return [text('heading-1', heading), ...templates.map(template => said('body', template, values))]
}

function said(role: TextBlock['role'], template: string, values: Values): TextBlock {
  return text(role, fillWith(template, values))
}
