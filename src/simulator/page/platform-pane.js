import { controlPlatform, fetchPlatform } from './api.js'
import { byId, el } from './dom.js'

/** The panel's 平台: the account as its operator sets it, and what the person in hand allows it. */
export function createPlatformPane(chat) {
  const pane = byId('platform')
  const kind = byId('account-kind')
  const blocks = byId('blocks-templates')
  const snapshot = byId('is-snapshot')
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
    const { held, off, blocksTemplates } = people.find(one => one.id === id)
    kind.value = account.kind
    snapshot.checked = account.isSnapshot
    blocks.checked = blocksTemplates
    byId('held').replaceChildren(
      ...held.map(one => heldNode(one, () => control({ persona: id, switchOff: one.template }))),
    )
    byId('off').replaceChildren(
      ...off.map(one => offNode(one, () => control({ persona: id, switchOn: one.template }))),
    )
    byId('held-none').hidden = held.length > 0
  }

  kind.addEventListener('change', () => control({ kind: kind.value }))
  snapshot.addEventListener('change', () => control({ isSnapshot: snapshot.checked }))
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
  return rowNode('held', `${title}（${what}）`, '关掉', onclick)
}

/** What WeChat's settings list as switched off. */
function offNode({ title }, onclick) {
  return rowNode('off', `${title}（不接收，不再询问）`, '打开', onclick)
}

function rowNode(testId, words, action, onclick) {
  return el(
    'li',
    { 'data-testid': testId },
    el('span', {}, words),
    el('button', { type: 'button', class: 'chip', onclick }, action),
  )
}
