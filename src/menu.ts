import { loadContent } from './content/load-content.ts'
import { report } from './content/report.ts'
import { toMenuButtons } from './dialog/menu.ts'
import { AppError } from './errors.ts'
import { pagesAddress } from './own-address.ts'
import { menuLines, menuRemedy, menuSize } from './wechat/api/menu-words.ts'
import { runWechatCommand } from './wechat-command.ts'

/** `npm run menu`: publishes the menu of the content; `npm run menu -- --show` shows the one that is published. */
await runWechatCommand(async (api, config) => {
  if (process.argv.includes('--show')) {
    const published = await api.readMenu()
    return say(published ? menuLines(published) : ['no menu is published: type npm run menu'])
  }
  const loaded = await loadContent(config.contentDir)
  if (!loaded.content) throw new AppError('config-bad', `the content has faults\n${report(loaded)}`)
  const buttons = toMenuButtons(loaded.content.menu, pagesAddress(config))
  await api.publishMenu(buttons)
  say([
    `published ${menuSize(buttons)}`,
    'phones show it within 5 minutes; unfollow and follow again to see it at once',
  ])
}, menuRemedy)

function say(lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
