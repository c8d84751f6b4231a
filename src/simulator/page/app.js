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
import { createPlatformPane } from './platform-pane.js'
import { createScanner } from './scanner.js'
import { openStream } from './stream.js'
import { createWirePane } from './wire-pane.js'

const LAST_PERSONA = 'anpei-simulator:persona'

const TYPING_MS = 15_000

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
const panel = createPanel({
  personas: state.personas,
  onPersona: openPersona,
  onMove: moveClock,
  onRun: runClock,
})
const platform = createPlatformPane(chat)
const composer = new Composer(text => chat.say({ kind: 'text', text }, { kind: 'text', text }))
const menuBar = createMenuBar(({ type, key, url }) =>
  chat.say(type === 'view' ? { kind: 'view', url } : { kind: 'click', key }),
)
const scan = createScanner(chat)
bindAttachments(chat, composer, scan)
byId('scan-follow').addEventListener('click', scan)
byId('follow-toggle').addEventListener('click', () => chat.setFollowed(!chat.followed))
byId('follow-again').addEventListener('click', () => chat.setFollowed(true))
byId('clear-chat').addEventListener('click', () => chat.clear())
menuBar.show(state.menu)
showClock(state.clock)
setInterval(panel.showDate, 30_000)
const opening = openPersona(
  state.personas.find(one => one.id === localStorage.getItem(LAST_PERSONA)) ?? state.personas[0],
)
openStream({
  incoming: ({ openid, at, incoming }) => {
    const persona = personaOf(openid)
    if (persona) chat.receive(persona, incoming, at)
    platform.refresh()
  },
  typing: ({ openid, isOn }) => {
    if (openid === chat.persona.openid) showTyping(isOn)
  },
  clock: showClock,
  menu: menuBar.show,
  platform: platform.refresh,
})
await opening

function personaOf(openid) {
  return state.personas.find(one => one.openid === openid)
}

function openPersona(persona) {
  localStorage.setItem(LAST_PERSONA, persona.id)
  panel.showPersona(persona)
  drawers.close()
  const opened = chat.open(persona)
  const followers = state.personas.filter(one => chat.isFollower(one)).map(one => one.id)
  api.hold(persona.id, followers).catch(thrown => chat.note(thrown.message, 'error'))
  platform.refresh()
  return opened
}

function showClock({ now, until }) {
  setCampaignNow(now)
  panel.showDate()
  panel.showRun(until)
}

function moveClock(move) {
  return changeClock(() => api.moveClock(move))
}

function runClock(until) {
  return changeClock(() => api.runClock(until))
}

async function changeClock(change) {
  try {
    const before = isoDay(campaignNow())
    const clock = await change()
    showClock(clock)
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
  panel.showUnread(persona => chat.unread(persona))
}

/** The account says by the API that it is typing. */
function showTyping(isOn) {
  clearTimeout(typing)
  showName(isOn ? '对方正在输入…' : state.account)
  if (isOn) typing = setTimeout(showStatus, TYPING_MS)
}

function showName(name) {
  byId('account-name').textContent = name
}
