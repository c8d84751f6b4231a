import { fetchCodes } from './api.js'
import { byId, el } from './dom.js'

/** The scanner: the poster for tip-offs, the account's codes with a scene, newest first, and a field for the scene of a printed one. Returns how it opens. */
export function createScanner(chat) {
  const sheet = byId('scanner')
  const field = byId('scanner-scene')
  const scan = code => {
    sheet.close()
    const { scene, ticket, label = scene } = code
    chat.say({ kind: 'scan', scene, ticket }, { kind: 'text', text: `（扫了二维码：${label}）` })
  }
  const poster = byId('scanner-tip')
  poster.addEventListener('click', () => scan({ scene: 'tip', label: poster.textContent }))
  byId('scanner-form').addEventListener('submit', event => {
    event.preventDefault()
    const scene = field.value.trim()
    field.value = ''
    if (scene) scan({ scene })
  })
  byId('scanner-close').addEventListener('click', () => sheet.close())
  return async function open() {
    const { codes } = await fetchCodes().catch(thrown => {
      chat.note(thrown.message, 'error')
      return { codes: [] }
    })
    byId('scanner-codes').replaceChildren(...codes.map(code => codeNode(code, scan)))
    byId('scanner-none').hidden = codes.length > 0
    sheet.showModal()
  }
}

function codeNode(code, scan) {
  const attributes = {
    type: 'button',
    class: 'chip',
    'data-testid': 'scanner-code',
    onclick: () => scan(code),
  }
  return el('li', {}, el('button', attributes, code.label ?? code.scene))
}
