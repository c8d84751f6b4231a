import { controlPlatform, fetchPlatform } from './api.js'
import { byId, el } from './dom.js'

/** The panel's 平台: the account as its operator sets it, and what the person in hand allows it. */
export function createPlatformPane(chat) {
  const pane = byId('platform')
  const kind = byId('account-kind')
  const blocks = byId('blocks-templates')
  const attempt = async work => {
    try {
      show(await work())
    } catch (thrown) {
      chat.note(thrown.message, 'error')
    }
  }
  const control = change => attempt(() => controlPlatform(change))
  const refresh = () => pane.open && attempt(fetchPlatform)

  function show({ account, people }) {
    const { id } = chat.persona
    const { held, blocksTemplates } = people.find(one => one.id === id)
    kind.value = account.kind
    blocks.checked = blocksTemplates
    byId('held').replaceChildren(
      ...held.map(one => heldNode(one, () => control({ persona: id, switchOff: one.template }))),
    )
    byId('held-none').hidden = held.length > 0
  }

  kind.addEventListener('change', () => control({ kind: kind.value }))
  byId('expire-tokens').addEventListener('click', async () => {
    await control({ expireTokens: true })
    chat.note('access_token 已过期')
  })
  blocks.addEventListener('change', () =>
    control({ persona: chat.persona.id, blocksTemplates: blocks.checked }),
  )
  pane.addEventListener('toggle', refresh)
  return { refresh }
}

function heldNode({ title, lasting, credits }, onclick) {
  const what = lasting ? '长期' : `还可收 ${credits} 条`
  return el(
    'li',
    { 'data-testid': 'held' },
    el('span', {}, `${title}（${what}）`),
    el('button', { type: 'button', class: 'chip', onclick }, '关掉'),
  )
}
