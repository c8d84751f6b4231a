const LAST_ID = 'anpei-simulator:last-event'

/**
 * Hears the simulator's server: `handlers` by event name receive what came. An id that is remembered across reloads
 * brings what the page has missed, once.
 */
export function openStream(handlers) {
  const after = localStorage.getItem(LAST_ID) ?? ''
  const source = new EventSource(`/simulator/api/stream?after=${encodeURIComponent(after)}`)
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, event => {
      handle(JSON.parse(event.data))
      if (event.lastEventId) localStorage.setItem(LAST_ID, event.lastEventId)
    })
  }
}
