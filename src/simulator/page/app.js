import * as api from './api.js'
import { bindAttachments } from './attachments.js'
import { campaignNow, isoDay, longDay, setCampaignNow } from './campaign-time.js'
import { ChatLog } from './chat-log.js'
import { Composer } from './composer.js'
import { Conversation } from './conversation.js'
import { byId } from './dom.js'
import { createDrawers } from './drawers.js'
import { createMenuBar } from './menu-bar.js'
import { createPanel } from './panel.js'
import { createWirePane } from './wire-pane.js'

const LAST_PERSONA = 'anpei-simulator:persona'

const state = await api.fetchState()
setCampaignNow(state.clock.now)
let typing = 0

const drawers = createDrawers()
const chat = new Conversation({
  log: new ChatLog(byId('log'), {
    onTap: ({ text, menuId }) => chat.say({ kind: 'text', text, menuId }, { kind: 'text', text }),
    onResend: () => chat.resend(),
    onSample: text => chat.say({ kind: 'text', text }, { kind: 'text', text }),
  }),
  wire: createWirePane(state),
  onChange: showStatus,
})
const panel = createPanel({ personas: state.personas, onPersona: openPersona, onMove: moveClock })
const composer = new Composer(text => chat.say({ kind: 'text', text }, { kind: 'text', text }))
createMenuBar(state.menu, ({ type, key, url }) =>
  chat.say(type === 'view' ? { kind: 'view', url } : { kind: 'click', key }),
)
bindAttachments(chat, composer)
byId('follow-toggle').addEventListener('click', () => chat.setFollowed(!chat.followed))
byId('follow-again').addEventListener('click', () => chat.setFollowed(true))
byId('clear-chat').addEventListener('click', () => chat.clear())
panel.showDate()
setInterval(panel.showDate, 30_000)
await openPersona(
  state.personas.find(one => one.id === localStorage.getItem(LAST_PERSONA)) ?? state.personas[0],
)

function openPersona(persona) {
  localStorage.setItem(LAST_PERSONA, persona.id)
  panel.showPersona(persona)
  drawers.close()
  return chat.open(persona)
}

async function moveClock(move) {
  try {
    const before = isoDay(campaignNow())
    const clock = await api.moveClock(move)
    setCampaignNow(clock.now)
    panel.showDate()
    if (clock.date !== before) chat.note(`日期到了 ${longDay(clock.now)}`, 'clock')
  } catch (thrown) {
    chat.note(thrown.message, 'error')
  }
}

function showStatus() {
  const followed = chat.followed
  clearTimeout(typing)
  if (chat.isWaiting) typing = setTimeout(showName, 400, '对方正在输入…')
  else showName(state.account)
  byId('follow-toggle').textContent = followed ? '取消关注' : '关注公众号'
  byId('unfollowed').hidden = followed
  byId('phone').classList.toggle('is-unfollowed', !followed)
}

function showName(name) {
  byId('account-name').textContent = name
}
