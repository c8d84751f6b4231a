import { byId, el } from './dom.js'
import { isWeb } from './rich-text.js'

/** The account's menu at the bottom; `show` puts another there. `onPress` receives a leaf button: { type, name, key?, url? }. */
export function createMenuBar(onPress) {
  const bar = byId('menu-buttons')
  const closeAll = () => {
    for (const top of bar.querySelectorAll('[aria-expanded]')) top.setAttribute('aria-expanded', 'false')
    for (const list of bar.querySelectorAll('.sub-menu')) list.hidden = true
  }
  const press = button => {
    closeAll()
    if (button.type === 'view' && isWeb(button.url)) window.open(button.url, '_blank', 'noopener')
    onPress(button)
  }

  document.addEventListener('click', event => bar.contains(event.target) || closeAll())
  bar.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    bar.querySelector('[aria-expanded=true]')?.focus()
    closeAll()
  })
  return {
    show: menu => bar.replaceChildren(...menu.buttons.map(button => topButton(button, press, closeAll))),
  }
}

function topButton(button, press, closeAll) {
  const subs = button.sub_button ?? []
  if (subs.length === 0) {
    const leaf = {
      type: 'button',
      class: 'menu-top',
      'data-testid': 'menu-button',
      onclick: () => press(button),
    }
    return el('div', { class: 'menu-slot' }, el('button', leaf, button.name))
  }
  const list = el('div', { class: 'sub-menu', hidden: true }, ...subs.map(sub => subButton(sub, press)))
  const top = el(
    'button',
    { type: 'button', class: 'menu-top has-subs', 'data-testid': 'menu-button', 'aria-expanded': 'false' },
    button.name,
  )
  top.addEventListener('click', () => {
    const opening = list.hidden
    closeAll()
    list.hidden = !opening
    top.setAttribute('aria-expanded', String(opening))
    if (opening) list.querySelector('button').focus({ preventScroll: true })
  })
  return el('div', { class: 'menu-slot' }, top, list)
}

function subButton(sub, press) {
  return el('button', { type: 'button', 'data-testid': 'menu-item', onclick: () => press(sub) }, sub.name)
}
