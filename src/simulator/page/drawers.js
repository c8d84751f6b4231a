import { byId } from './dom.js'

const COLLAPSED = 'anpei-simulator:wire-collapsed'

/** Panel and wire pane: columns where there is room, drawers where there is none, the wire pane collapsible as a column. */
export function createDrawers() {
  const stage = document.querySelector('.stage')
  const wide = matchMedia('(min-width: 72.5em)')
  let opener = null

  const openDrawer = name => {
    opener = document.activeElement
    document.body.dataset.drawer = name
    byId('backdrop').hidden = false
    byId(name).querySelector('.icon-button:not([hidden])').focus()
  }
  const closeDrawer = () => {
    if (!document.body.dataset.drawer) return
    delete document.body.dataset.drawer
    byId('backdrop').hidden = true
    opener?.focus()
  }
  const collapse = collapsed => {
    stage.classList.toggle('wire-collapsed', collapsed)
    byId('wire-rail').hidden = !collapsed
    localStorage.setItem(COLLAPSED, String(collapsed))
  }

  collapse(localStorage.getItem(COLLAPSED) === 'true')
  byId('panel-open').addEventListener('click', () => openDrawer('panel'))
  byId('panel-close').addEventListener('click', closeDrawer)
  byId('wire-open').addEventListener('click', () => openDrawer('wire'))
  byId('wire-toggle').addEventListener('click', () => (wide.matches ? collapse(true) : closeDrawer()))
  byId('wire-rail').addEventListener('click', () => collapse(false))
  byId('backdrop').addEventListener('click', closeDrawer)
  wide.addEventListener('change', closeDrawer)
  document.addEventListener('keydown', event => event.key === 'Escape' && closeDrawer())
  return { close: closeDrawer }
}
