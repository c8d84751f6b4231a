import { byId } from './dom.js'

/** The input line and its switch to the menu bar, of which only one is there, as in WeChat. */
export class Composer {
  #form = byId('composer')
  #input = byId('input')
  #attach = byId('attach')

  /** `onText` receives what was typed. */
  constructor(onText) {
    byId('to-keyboard').addEventListener('click', () => this.#showKeyboard(true))
    byId('to-menu').addEventListener('click', () => {
      this.#showKeyboard(false)
      byId('to-keyboard').focus()
    })
    byId('to-attach').addEventListener('click', () => this.#showAttach(this.#attach.hidden))
    this.#input.addEventListener('focus', () => this.closeAttach())
    this.#input.addEventListener('input', () => this.#fitHeight())
    this.#input.addEventListener('keydown', event => this.#onInputKey(event))
    document.addEventListener('keydown', event => this.#onPageKey(event))
    this.#form.addEventListener('submit', event => {
      event.preventDefault()
      const text = this.#input.value.trim()
      this.#input.value = ''
      this.#fitHeight()
      this.#input.focus()
      if (text) onText(text)
    })
  }

  closeAttach() {
    this.#showAttach(false)
  }

  #showKeyboard(shown) {
    this.#form.hidden = !shown
    byId('menu-bar').hidden = shown
    this.closeAttach()
    if (shown) this.#input.focus()
  }

  #showAttach(shown) {
    this.#attach.hidden = !shown
    byId('to-attach').setAttribute('aria-expanded', String(shown))
  }

  #fitHeight() {
    const empty = this.#input.value.trim() === ''
    byId('send').hidden = empty
    byId('to-attach').hidden = !empty
    this.#input.style.height = 'auto'
    this.#input.style.height = `${this.#input.scrollHeight}px`
  }

  /** While an input method is composing, Enter ends a word and not the message. */
  #onInputKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    this.#form.requestSubmit()
  }

  /** At a desk one just starts to type; the letter then lands in the input line. */
  #onPageKey(event) {
    const isLetter = event.key.length === 1 && event.key !== ' '
    const isCommand = event.ctrlKey || event.metaKey || event.altKey
    if (isLetter && !isCommand && document.activeElement === document.body) this.#showKeyboard(true)
    if (event.key === 'Escape') this.closeAttach()
  }
}
