import type { TipRef } from '../../src/tips/change-tip.ts'
import type { CaseDesk, Done } from '../../src/tips/desk/case-desk.ts'
import type { InboundBody } from '../../src/turn/inbound.ts'
import type { Stage } from './stage.ts'

/**
 * A conversation as a text file:
 *
 *   # a remark
 *   @ 培训机构            who speaks from here on
 *   @@ 2022-03-21         the day it is from here on, 09:30
 *   *                     the jobs are done once: reminders are planned and told
 *   %% roster.csv         the bureau imports this table of tests/fixtures
 *   > 自查                what the person sends
 *   > [照片] [位置] [表情] [语音] [视频] [链接 http://…] [文件] [关注] [取消关注] [菜单 self-check]
 *   > [扫码 tip] [扫码关注 tip]     a scene
 *   > [扫码 单位] [扫码关注 单位]   the QR code of a unit on the roster
 *   < 回答               what the product answers; more lines follow, indented by two spaces
 *   <                    no answer
 *   ! 受理               what the city's handlers do with the tip whose number was answered last: 受理 不予受理 核查 问 回复
 *                        处理 移送市监 反馈 办结, with words where they write some; whoever is to be told is told then
 *
 * `{邀请码}` and `{查询码}` in what is sent stand for the code of that name that was answered last, `{绑定码 单位}` for the
 * unit's binding code.
 */
export type Line =
  | { kind: 'remark'; text: string }
  | { kind: 'speaker'; text: string }
  | { kind: 'day'; text: string }
  | { kind: 'staff'; text: string }
  | { kind: 'roster'; text: string }
  | { kind: 'work' }
  | { kind: 'sent'; text: string; answer: string | null }

export function readTranscript(text: string): Line[] {
  const lines: Line[] = []
  const all = text.split('\n')
  for (const [index, raw] of all.entries()) {
    const last = lines.at(-1)
    const goesOn = raw.startsWith('  ') || (raw === '' && nextText(all, index).startsWith('  '))
    if (raw.startsWith('> ')) lines.push({ kind: 'sent', text: raw.slice(2), answer: null })
    else if (raw === '*') lines.push({ kind: 'work' })
    else if (raw.startsWith('%% ')) lines.push({ kind: 'roster', text: raw.slice(3) })
    else if (raw.startsWith('@@ ')) lines.push({ kind: 'day', text: raw.slice(3) })
    else if (raw.startsWith('! ')) lines.push({ kind: 'staff', text: raw.slice(2) })
    else if (raw.startsWith('@ ')) lines.push({ kind: 'speaker', text: raw.slice(2) })
    else if (last?.kind === 'sent' && raw.startsWith('<')) last.answer = raw.slice(2)
    else if (last?.kind === 'sent' && goesOn) last.answer += `\n${raw.slice(2)}`
    else if (raw.startsWith('#') || raw === '') lines.push({ kind: 'remark', text: raw })
    else throw new Error(`not a line of a transcript: ${raw}`)
  }
  return lines
}

function nextText(lines: string[], index: number): string {
  return lines.slice(index + 1).find(line => line !== '') ?? ''
}

export function writeTranscript(lines: Line[]): string {
  const text = lines.map(line => {
    if (line.kind === 'remark') return line.text
    if (line.kind === 'day') return `@@ ${line.text}`
    if (line.kind === 'staff') return `! ${line.text}`
    if (line.kind === 'roster') return `%% ${line.text}`
    if (line.kind === 'work') return '*'
    if (line.kind === 'speaker') return `@ ${line.text}`
    const answer = (line.answer ?? '')
      .split('\n')
      .map((each, index) => (index === 0 ? `< ${each}`.trimEnd() : `  ${each}`.trimEnd()))
    return [`> ${line.text}`, ...answer].join('\n')
  })
  return `${text.join('\n').trimEnd()}\n`
}

/** Plays what was sent and gives the transcript as it went. `between` runs between all lines. */
export async function play(lines: Line[], stage: Stage, between: () => Promise<void>): Promise<Line[]> {
  const played: Line[] = []
  let speaker = '某人'
  const codes = new Map<string, string>()
  for (const line of lines) {
    if (line.kind === 'speaker') speaker = line.text
    if (line.kind === 'day') stage.moveTo(line.text)
    if (line.kind === 'work') await stage.work()
    if (line.kind === 'staff') await handle(line.text, codes.get('编号') ?? '', stage)
    if (line.kind === 'roster') await stage.importRoster(`tests/fixtures/${line.text}`)
    if (line.kind !== 'sent') {
      played.push(line)
      continue
    }
    await between()
    const said = line.text.replace(/\{(邀请码|查询码)\}/, (_, name: string) => codes.get(name) ?? '')
    const answer = await stage.send(speaker, toBody(await withCode(said, stage)))
    for (const [, name = '', code = ''] of answer.matchAll(/(邀请码|查询码|编号)：([A-Z0-9-]+)/g))
      codes.set(name, code)
    played.push({
      ...line,
      answer: answer
        .split('\n')
        .map(each => each.trimEnd())
        .join('\n'),
    })
  }
  return played
}

type Step = (desk: CaseDesk, tip: TipRef, words: string) => Promise<Done>

const STEPS: Record<string, Step> = {
  受理: (desk, tip) => desk.accept(tip),
  不予受理: (desk, tip, words) => desk.refuse(tip, 'facts-unclear', words),
  核查: (desk, tip) => desk.investigate(tip),
  问: (desk, tip, words) => desk.ask(tip, words),
  回复: (desk, tip, words) => desk.reply(tip, words),
  处理: (desk, tip) => desk.handle(tip),
  移送市监: (desk, tip) => desk.refer(tip, 'market-regulator', '示例市场监管局'),
  反馈: (desk, tip, words) => desk.answer(tip, words),
  办结: (desk, tip) => desk.close(tip),
}

async function handle(line: string, number: string, stage: Stage): Promise<void> {
  const [, name = '', words = ''] = /^(\S+)(?: (.+))?$/.exec(line) ?? []
  const step = STEPS[name]
  if (!step) throw new Error(`nothing the handlers do: ${line}`)
  const done = await stage.atDesk('putian', async desk => {
    const tip = await desk.find(number)
    if (!tip) throw new Error(`${number} is not there`)
    return step(desk, tip, words)
  })
  if (!done.ok) throw new Error(`${line}: ${done.why}`)
  await stage.runJobs()
}

/** A unit's name where its code is meant: `{绑定码 示例厂}`, `[扫码 示例厂]`. */
async function withCode(text: string, stage: Stage): Promise<string> {
  const [whole, start, unit, end] =
    /(\{绑定码 |\[扫码(?:关注)? )(?!u-|tip\])([^\]}]+)([\]}])/.exec(text) ?? []
  if (whole === undefined || start === undefined || unit === undefined) return text
  const code = await stage.codeOf(unit)
  return text.replace(whole, start === '{绑定码 ' ? code : `${start}u-${code.replace('-', '')}${end}`)
}

function toBody(text: string): InboundBody {
  const [, word, rest] = /^\[(\S+?)(?: (.+))?\]$/.exec(text) ?? []
  switch (word) {
    case '照片':
      return { kind: 'image', mediaId: 'media', url: rest ?? 'http://mmbiz.qpic.cn/photo' }
    case '位置':
      return { kind: 'location', latitude: 25.45, longitude: 119.01, label: '莆田市' }
    case '表情':
      return { kind: 'unsupported', what: 'sticker' }
    case '语音':
      return { kind: 'voice', mediaId: 'voice', format: 'amr' }
    case '视频':
      return { kind: 'video', mediaId: 'video', thumbId: 'thumb', short: false }
    case '链接':
      return { kind: 'link', title: '网页', description: '', url: rest ?? 'http://example.com' }
    case '文件':
      return { kind: 'file', title: '材料' }
    case '关注':
      return { kind: 'follow' }
    case '扫码':
      return { kind: 'scan', scene: rest ?? '' }
    case '扫码关注':
      return { kind: 'follow', scene: rest ?? '' }
    case '取消关注':
      return { kind: 'unfollow' }
    case '菜单':
      return { kind: 'menu', key: rest ?? '' }
    default:
      return { kind: 'text', text: text.replaceAll('\\n', '\n') }
  }
}
