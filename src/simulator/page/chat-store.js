const KEPT_ENTRIES = 200

/** One persona's chat, kept in this browser: { followed, begun, unread, entries }; `followed` is null until the first opening. */
export function loadChat(persona) {
  try {
    const chat = JSON.parse(localStorage.getItem(keyOf(persona)))
    if (chat && Array.isArray(chat.entries)) return chat
  } catch {
    // Unreadable: begin anew, the product keeps what matters.
  }
  return { followed: null, entries: [] }
}

/** Keeps the newest entries; with photos they may outgrow the browser's quota, then fewer. */
export function saveChat(persona, chat) {
  for (const kept of [KEPT_ENTRIES, 60, 10]) {
    try {
      localStorage.setItem(keyOf(persona), JSON.stringify({ ...chat, entries: chat.entries.slice(-kept) }))
      return
    } catch {
      // Over quota: try with fewer.
    }
  }
}

/** By openid, so that another account's chats stay apart. */
const keyOf = persona => `anpei-simulator:${persona.openid}`
