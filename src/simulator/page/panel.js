import { campaignNow, isoDay, longDay } from './campaign-time.js'
import { byId, el } from './dom.js'

const DAYS = ['2021-12-06', '2022-03-14', '2022-03-19', '2022-03-21']

/** The settings beside the phone: who holds it, and the campaign's date. */
export function createPanel({ personas, onPersona, onMove, onRun }) {
  byId('personas').append(...personas.map(persona => personaNode(persona, onPersona)))
  byId('clock-quick').append(
    ...DAYS.map(date => chip(date, `clock-${date}`, () => onMove({ date }))),
    chip('+1 天', 'clock-plus-1', () => onMove({ days: 1 })),
    chip('+7 天', 'clock-plus-7', () => onMove({ days: 7 })),
  )
  const input = byId('clock-input')
  input.addEventListener(
    'change',
    () => input.value && input.checkValidity() && onMove({ date: input.value }),
  )
  const until = byId('run-until')
  byId('run-form').addEventListener('submit', event => {
    event.preventDefault()
    if (until.value) onRun(until.value)
  })
  return {
    /** `running`: the date the campaign is running to, or null. */
    showRun(running) {
      byId('run-start').disabled = running !== null
      byId('run-state').textContent = running === null ? '' : `正在走到 ${longDay(campaignNow())}…`
    },
    /** `unread` counts what came to a persona's phone while another was in hand. */
    showUnread(unread) {
      const counts = personas.map(persona => [byId(`unread-${persona.id}`), unread(persona)])
      for (const [mark, count] of counts) {
        mark.hidden = count === 0
        mark.textContent = count === 0 ? '' : `${count} 条未读`
      }
      byId('panel-open').classList.toggle(
        'has-unread',
        counts.some(([, count]) => count > 0),
      )
    },
    showDate() {
      const day = longDay(campaignNow())
      byId('clock-date').textContent = day
      byId('clock-date').setAttribute('datetime', isoDay(campaignNow()))
      byId('phone-date').textContent = day
      if (document.activeElement !== input) input.value = isoDay(campaignNow())
    },
    showPersona(persona) {
      for (const radio of byId('personas').querySelectorAll('input'))
        radio.checked = radio.value === persona.id
    },
  }
}

function personaNode(persona, onPersona) {
  const radio = el('input', { type: 'radio', name: 'persona', value: persona.id, class: 'unseen' })
  radio.addEventListener('change', () => onPersona(persona))
  return el(
    'label',
    { class: 'persona', 'data-testid': `persona-${persona.id}` },
    radio,
    el('span', { class: `avatar is-${persona.id}`, 'aria-hidden': 'true' }, persona.short),
    el('span', { class: 'persona-words' }, el('b', {}, persona.label), el('small', {}, persona.about)),
    el('span', {
      class: 'unread',
      id: `unread-${persona.id}`,
      'data-testid': `unread-${persona.id}`,
      hidden: true,
    }),
  )
}

function chip(label, testId, onclick) {
  return el('button', { type: 'button', class: 'chip', 'data-testid': testId, onclick }, label)
}
