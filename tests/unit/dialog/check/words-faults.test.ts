import { type FaultCase, itTells, long } from '../../content/fault-cases.ts'

const CASES: FaultCase[] = [
  ['phrase-unknown', 'phrases.yaml', 'foot.text:', 'foot.txet: x\nfoot.text:', 'foot.txet'],
  ['phrase-missing', 'phrases.yaml', "foot.text: 'foot.text '\n", '', 'welcome.follow'],
  ['phrase-twice', 'phrases/more.yaml', 'hint.card:', 'foot.text: x\nhint.card:', 'foot.text'],
  ['phrase-long', 'phrases.yaml', "'pause.done '", `${long(667)}`, 'pause.done'],
  ['placeholder-unknown', 'phrases.yaml', '{answer}', '{answre}', 'foot.answered'],
  ['command-unknown', 'menu.yaml', 'key: self-check', 'key: selfcheck', 'selfcheck'],
  ['command-unknown', 'menu.yaml', '  cancel:', '  cancle:', 'cancle'],
  ['word-twice', 'menu.yaml', '[取消]', '[取消, 自查]', 'cancel'],
  ['duplicate-id', 'faq.yaml', 'id: keep', 'id:  hours', 'id:  hours'],
  ['keyword-twice', 'faq.yaml', '[保存]', '[保存, 课时]', '保存, 课时'],
  ['faq-command', 'faq.yaml', '  answer: ', '  command: leave\n  answer: ', 'command: leave'],
  ['head-twice', 'roster.yaml', '[联系人,', '[联系人, 手机号,', '手机号, 联系方式'],
  ['missing', 'roster.yaml', '  code: 绑定码\n', '', 'codes:'],
  ['answer-long', 'faq.yaml', '三年。', `${long(667)}`, `${long(667)}`],
  ['placeholder-unknown', 'check.yaml', '共{count}处', '共{counts}处', '{counts}'],
]

itTells('faults of phrases, menu and common questions', CASES)
