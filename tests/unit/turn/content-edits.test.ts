import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Content } from '../../../src/content/content.ts'
import type { Checklist } from '../../../src/dialog/content.ts'
import { createScript, type Script } from '../../../src/dialog/script.ts'
import { openDatabase } from '../../../src/storage/database.ts'
import { content } from '../../support/content.ts'
import { creditCode, registerEnterprise } from '../../support/conversations.ts'
import { createEmptyDatabase } from '../../support/database.ts'
import { createStage, type Stage } from '../../support/stage.ts'
import { talk } from '../../support/talk.ts'

/** A clerk edits the content while people are in the middle of it. */
let stage: Stage
let url: string
beforeEach(async () => {
  url = await createEmptyDatabase('sqlite-file')
  stage = await createStage(url)
})
afterEach(() => stage.close())

const say = (...messages: string[]) => talk(stage, '某人', ...messages)

/** The enterprise's checklist without its first item, and with other words in the last. */
const edited = withScript('self-check/enterprise', ({ dialog, items, form, lists }) => {
  const left = items.slice(1).map(item => ({ ...item, text: `新的说法：${item.text}` }))
  return createScript(dialog, { ...form, items: left } as Checklist, lists)
})

function withScript(name: string, edit: (script: Script) => Script): Content {
  const script = content.scripts.get(name)
  if (!script) throw new Error(`no script ${name}`)
  return { ...content, scripts: new Map([...content.scripts, [name, edit(script)]]) }
}

async function inDatabase(statement: 'lose sessions' | 'lose revisions'): Promise<void> {
  const { db, close } = await openDatabase(url)
  if (statement === 'lose sessions') await db.deleteFrom('conversations').execute()
  else await db.deleteFrom('content_revisions').execute()
  await close()
}

it('who is in the middle goes on with the questions they began with, to the end', async () => {
  await say(...registerEnterprise(creditCode(1)), '不存在')
  await stage.restart(edited)
  expect(await say('继续')).toContain('【2/3】是否存在特种作业人员')
  const review = await say('不存在', '不存在')
  expect(review).toContain('共3项')
  expect(await say('提交自查')).toContain('共3项，没有列出问题')
})

it('also when the session is lost', async () => {
  await say(...registerEnterprise(creditCode(1)), '不存在')
  await inDatabase('lose sessions')
  await stage.restart(edited)
  expect(await say('自查')).toContain('【2/3】是否存在特种作业人员')
})

it('the next version begins with the new questions', async () => {
  await say(...registerEnterprise(creditCode(1)), '不存在', '不存在', '不存在', '提交自查')
  await stage.restart(edited)
  expect(await say('自查', '返回')).toContain('新的说法：')
  expect(await say('不变', '改 1', '存在')).toContain('它属于哪几种情形？')
})

it('who registers in the middle goes on with the words they began with', async () => {
  await say(...registerEnterprise(creditCode(1)).slice(0, 5))
  await stage.restart(
    withScript('register', ({ dialog, lists }) =>
      createScript({ ...dialog, steps: dialog.steps.toReversed() }, null, lists),
    ),
  )
  expect(await say('涵江')).toContain('单位主要做哪一行？')
})

const reworded = withScript('register', ({ dialog, lists }) =>
  createScript({ ...dialog, title: '单位登记' }, null, lists),
)

it.each([
  ['自查', edited, [...registerEnterprise(creditCode(1)), '不存在'], '特种作业人员'],
  ['登记', reworded, registerEnterprise(creditCode(1)).slice(0, 5), '单位在哪个县'],
])('a revision that is gone all the same costs nobody their %s', async (_, today, sent, asked) => {
  await say(...sent)
  await stage.restart(today)
  await inDatabase('lose revisions')
  await stage.restart(today)
  expect(await say('不存在', '返回', '继续')).toContain(asked)
})
