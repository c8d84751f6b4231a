/**
 * Stands in for WeChat's JS-SDK 1.6.0 (res.wx.qq.com/open/js/jweixin-1.6.0.js) in pages that the simulator's phone opens:
 * wx.config, wx.ready, wx.error and the open tag <wx-open-subscribe> (wechat-platform §5.2). A classic script, as the real one.
 */
;(() => {
  const READY = 'config:ok'
  const SHEET_STYLE = `
    dialog { width: 100%; max-width: 30rem; margin: auto auto 0; padding: 1.25rem; border: 0; border-radius: 1rem 1rem 0 0;
      font: 1rem/1.5 system-ui, sans-serif; box-sizing: border-box; }
    dialog::backdrop { background: rgb(0 0 0 / 50%); }
    h2 { margin: 0 0 .75rem; font-size: 1.0625rem; }
    label { display: flex; gap: .5rem; padding: .5rem 0; }
    label.keep { color: #5c5c5c; font-size: .875rem; }
    div { display: flex; gap: .75rem; margin-top: 1rem; }
    button { flex: 1; padding: .625rem; border: 0; border-radius: .5rem; background: #f2f2f2; color: #06834a; font: inherit; }
    button.accept { background: #06834a; color: #fff; }`

  const listeners = { ready: [], error: [] }
  const tags = new Set()
  let outcome = null
  let openTags = []

  async function post(path, body) {
    const response = await fetch(`/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`simulator: ${response.status}`)
    return response.status === 204 ? null : response.json()
  }

  async function config({ appId, timestamp, nonceStr, signature, openTagList = [] }) {
    const url = location.href.split('#')[0]
    try {
      outcome = (await post('page-config', { appId, timestamp, nonceStr, signature, url })).errMsg
    } catch {
      outcome = 'config:fail'
    }
    openTags = outcome === READY ? openTagList : []
    for (const tag of tags) tag.draw()
    if (outcome === READY) for (const listener of listeners.ready) listener()
    else for (const listener of listeners.error) listener({ errMsg: outcome })
  }

  window.wx = {
    config,
    ready: listener => (outcome === READY ? listener() : listeners.ready.push(listener)),
    error: listener => listeners.error.push(listener),
    checkJsApi: ({ success }) => success?.({ checkResult: {}, errMsg: 'checkJsApi:ok' }),
  }
  window.jWeixin = window.wx

  /** Styles go in as sheets: an inline <style> would fall to the page's Content-Security-Policy. */
  function sheetOf(text) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  }

  class OpenSubscribe extends HTMLElement {
    #root = this.attachShadow({ mode: 'open' })

    connectedCallback() {
      tags.add(this)
      // Its children are parsed after it.
      setTimeout(() => this.draw())
    }

    disconnectedCallback() {
      tags.delete(this)
    }

    /** Like the real tag it stays empty until wx.config has allowed it. */
    draw() {
      this.#root.replaceChildren()
      if (!openTags.includes('wx-open-subscribe')) return
      const markup = [...this.querySelectorAll('script[type="text/wxtag-template"], template')]
        .map(each => (each instanceof HTMLTemplateElement ? each.innerHTML : each.textContent))
        .join('')
      const parsed = new DOMParser().parseFromString(markup || '<button>订阅通知</button>', 'text/html')
      const styles = [...parsed.querySelectorAll('style')]
      this.#root.adoptedStyleSheets = styles.map(style => sheetOf(style.textContent))
      for (const style of styles) style.remove()
      const box = document.createElement('div')
      box.append(...parsed.body.childNodes)
      box.addEventListener('click', () => this.#ask())
      this.#root.append(box)
    }

    #fail(errCode) {
      this.dispatchEvent(new CustomEvent('error', { detail: { errMsg: 'subscribe:fail', errCode } }))
    }

    async #ask() {
      const templates = (this.getAttribute('template') ?? '')
        .split(',')
        .map(id => id.trim())
        .filter(Boolean)
      if (templates.length === 0) return this.#fail(10001)
      const sheet = await post('sheet', { templates }).catch(() => ({ errCode: 10002 }))
      if (sheet.errCode) return this.#fail(sheet.errCode)
      // Who has answered once and for all sees no sheet.
      const { accepted, keep } =
        sheet.templates.length > 0 ? await askPerson(sheet.templates) : { accepted: new Set(), keep: false }
      const asked = sheet.templates.map(({ id }) => ({ template: id, accepted: accepted?.has(id) ?? false }))
      const choices = [...asked, ...sheet.kept]
      try {
        await post('choose', { choices, keep })
      } catch {
        return this.#fail(10003)
      }
      this.#succeed(choices, accepted === null ? 'cancel' : 'reject')
    }

    /** `subscribeDetails` is JSON whose values are JSON again, as the real tag has it. */
    #succeed(choices, refusal) {
      const details = choices.map(({ template, accepted }) => [
        template,
        JSON.stringify({ status: accepted ? 'accept' : refusal }),
      ])
      const detail = { errMsg: 'subscribe:ok', subscribeDetails: JSON.stringify(Object.fromEntries(details)) }
      this.dispatchEvent(new CustomEvent('success', { detail }))
    }
  }

  /** WeChat's sheet from below. `accepted` are the ids that were left ticked, null for 取消; `keep`: it need not ask again. */
  function askPerson(templates) {
    const host = document.createElement('div')
    const root = host.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheetOf(SHEET_STYLE)]
    const dialog = document.createElement('dialog')
    const boxes = templates.map(({ id, title }) => tickBox(id, title))
    const keep = tickBox('keep', '总是保持以上选择，不再询问')
    keep.checked = false
    keep.dataset.testid = 'subscribe-keep'
    keep.parentElement.className = 'keep'
    const buttons = document.createElement('div')
    const accept = actionButton('允许', 'accept')
    const cancel = actionButton('取消', 'cancel')
    buttons.append(cancel, accept)
    const title = document.createElement('h2')
    title.textContent = '公众号申请给你发送以下通知'
    dialog.append(title, ...[...boxes, keep].map(box => box.parentElement), buttons)
    root.append(dialog)
    document.body.append(host)
    dialog.showModal()
    return new Promise(resolve => {
      accept.addEventListener('click', () => dialog.close('accept'))
      cancel.addEventListener('click', () => dialog.close())
      dialog.addEventListener('close', () => {
        host.remove()
        const ticked = boxes.filter(box => box.checked).map(box => box.value)
        resolve({ accepted: dialog.returnValue === 'accept' ? new Set(ticked) : null, keep: keep.checked })
      })
    })
  }

  function tickBox(id, title) {
    const label = document.createElement('label')
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', value: id, checked: true })
    label.append(box, title)
    return box
  }

  function actionButton(words, name) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: name })
    button.textContent = words
    button.dataset.testid = `subscribe-${name}`
    return button
  }

  customElements.define('wx-open-subscribe', OpenSubscribe)
})()
