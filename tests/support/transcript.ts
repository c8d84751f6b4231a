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
 *   > [照片] [位置] [表情] [语音] [关注] [取消关注] [菜单 self-check]
 *   > [扫码 单位] [扫码关注 单位]   the QR code of a unit on the roster
 *   < 回答               what the product answers; more lines follow, indented by two spaces
 *   <                    no answer
 *
 * `{邀请码}` in what is sent stands for the invite code that was answered last, `{绑定码 单位}` for the unit's binding code.
 */
export type Line =
  | { kind: 'remark'; text: string }
  | { kind: 'speaker'; text: string }
  | { kind: 'day'; text: string }
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
  let invite = ''
  for (const line of lines) {
    if (line.kind === 'speaker') speaker = line.text
    if (line.kind === 'day') stage.moveTo(line.text)
    if (line.kind === 'work') await stage.work()
    if (line.kind === 'roster') await stage.importRoster(`tests/fixtures/${line.text}`)
    if (line.kind !== 'sent') {
      played.push(line)
      continue
    }
    await between()
    const text = await withCode(line.text.replace('{邀请码}', invite), stage)
    const answer = await stage.send(speaker, toBody(text))
    invite = /邀请码：(\S+)/.exec(answer)?.[1] ?? invite
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

/** A unit's name where its code is meant: `{绑定码 示例厂}`, `[扫码 示例厂]`. */
async function withCode(text: string, stage: Stage): Promise<string> {
  const [whole, start, unit, end] = /(\{绑定码 |\[扫码(?:关注)? )(?!u-)([^\]}]+)([\]}])/.exec(text) ?? []
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
