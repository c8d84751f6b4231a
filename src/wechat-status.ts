import type { Config } from './config.ts'
import { loadContent } from './content/load-content.ts'
import { toMenuButtons } from './dialog/menu.ts'
import { AppError } from './errors.ts'
import { pagesAddress } from './own-address.ts'
import { TIP_SCENE } from './tips/chat/tip-arrivals.ts'
import { CAPABILITIES, capabilityOf } from './wechat/api/capability.ts'
import type { WechatApi } from './wechat/api/create-wechat-api.ts'
import { ApiFailure } from './wechat/api/failures.ts'
import { menuLines, menuSize } from './wechat/api/menu-words.ts'
import { remedyOf } from './wechat/api/remedies.ts'
import { capabilityLine, type Line, quotaLine, table, templateList } from './wechat/api/status-words.ts'
import { runWechatCommand } from './wechat-command.ts'

const COUNTED = [
  '/cgi-bin/message/custom/send',
  '/cgi-bin/message/template/send',
  '/cgi-bin/message/subscribe/bizsend',
  '/cgi-bin/media/get',
]

/** Scenes that begin something for everybody; those of units are binding codes: npm run roster -- codes. */
const POSTERS = [TIP_SCENE]

const NO_SCENES =
  'only a verified service account has codes with a scene: print the account’s own code, and beside it the word to send once one follows (举报)'

/** `npm run wechat [-- --qr <scene>]`: what the account is and may do, or where the picture of a poster's code is. */
async function main(api: WechatApi, config: Config): Promise<void> {
  const [option, scene = ''] = process.argv.slice(2)
  if (option === undefined) return showAccount(api, config)
  if (option !== '--qr' || !POSTERS.includes(scene))
    throw new AppError('config-bad', `type npm run wechat [-- --qr ${POSTERS.join('|')}]`)
  const { imageUrl } = await api.createSceneQr(scene)
  process.stdout.write(`${imageUrl}\n`)
}

/** What the operator needs to know to fill in the content. */
async function showAccount(api: WechatApi, config: Config): Promise<void> {
  await api.checkToken()
  const { kind, ...can } = await api.capabilities()
  const lines: Line[] = [
    ['account', config.wechat.appId],
    ['kind', kind],
    ['access token', 'works'],
    ...CAPABILITIES.map(each => capabilityLine(each, can[each])),
    ['menu', await part(() => menuState(api, config))],
    ...(await Promise.all(COUNTED.map(path => quotaOf(api, path)))),
  ]
  const template = await part(async () => templateList('template', await api.listTemplates()))
  const subscription = await part(async () =>
    templateList('subscription', await api.listSubscriptionTemplates()),
  )
  const parts = [table(lines), can.template && template, can.subscription && subscription]
  process.stdout.write(`${parts.filter(Boolean).join('\n\n')}\n`)
}

async function quotaOf(api: WechatApi, path: string): Promise<Line> {
  return [path, await part(async () => quotaLine(await api.readQuota(path)))]
}

async function menuState(api: WechatApi, config: Config): Promise<string> {
  const published = await api.readMenu()
  if (!published) return 'none is published: npm run menu'
  const { content } = await loadContent(config.contentDir)
  const ours = content && menuLines(toMenuButtons(content.menu, pagesAddress(config))).join('\n')
  const isOurs = ours === menuLines(published).join('\n')
  return `${menuSize(published)}, ${isOurs ? 'as in the content' : 'not as in the content: npm run menu'}`
}

/** One thing that cannot be read does not hide the others. */
async function part(read: () => Promise<string>): Promise<string> {
  try {
    return await read()
  } catch (thrown) {
    if (thrown instanceof ApiFailure && thrown.kind !== 'away') return remedyOf(thrown)
    if (thrown instanceof AppError && thrown.code === 'config-bad') return thrown.message
    throw thrown
  }
}

await runWechatCommand(main, failure => {
  const isScene = failure.kind === 'unauthorized' && capabilityOf(failure.path) === 'sceneQr'
  return isScene ? NO_SCENES : remedyOf(failure)
})
