import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import { dateWords } from '../campaign/say-date.ts'
import type { Act, Actor } from './act.ts'

/** What a person sends, message by message. */
export const PHOTO = '[照片]'

/** Made up; nobody has them. */
const CONTACT = ['示例联系人', '13800000000']

const CLEAN = {
  'training-institution': ['没有', '没有', '没有', '没有', '好', '教师8人，每半年听课一次。', '都做到了'],
  enterprise: ['没有', '没有', '没有'],
  'county-bureau': [],
}

type Rules = { campaign: Campaign; calendar: Calendar }

/** The messages that an act is made of; none for what is done elsewhere than in chat. `code` opens the unit. */
export function linesOf(rules: Rules, actor: Actor, act: Act, code: string): string[] {
  switch (act.what) {
    case 'register':
      return registration(rules, actor)
    case 'bind':
      return [code, '同意', ...CONTACT, '提交']
    case 'check':
      return ['自查', ...findings(rules, actor, act.due), '提交']
    case 'deliver':
      return ['交件', PHOTO, '好了', '已经报了', '今天', '提交']
    case 'rectify':
      return ['整改', '已整改', '已经改好', '今天', PHOTO, '好了', '提交']
    case 'report':
      return ['交件', act.paper, '今天', PHOTO, '好了', '提交']
    case 'acknowledge':
      return ['已知悉']
    case 'stop':
      return ['停止提醒']
    case 'ask':
      return ['我的任务']
    default:
      return []
  }
}

function registration({ campaign }: Rules, { subject, creditCode, name, district }: Actor): string[] {
  const place = campaign.districts.find(({ id }) => id === district)?.label ?? ''
  const own = subject === 'enterprise' ? ['一般制造', '县里'] : ['没有']
  const kind = subject === 'enterprise' ? '生产经营单位' : '安全生产培训机构'
  return ['登记', '同意', kind, creditCode, name, place, ...own, '对', ...CONTACT, '提交']
}

/** One problem with the first item, or none at all. */
function findings({ calendar }: Rules, { subject }: Actor, due: string | null): string[] {
  const clean = CLEAN[subject]
  if (due === null) return clean
  const day = dateWords(due, calendar).date
  const problem = ['存在', '1', '制度没有写收费', '修订制度', '示例责任人', day, '跳过', '整改中', '没有了']
  return [...problem, ...clean.slice(1)]
}
