/**
 * The subscription page in WeChat: loads the JS-SDK, lets it draw the open tags, and once a person has chosen waits until the
 * ledger has heard of it. What the tag hands over (`detail.subscribeDetails`) is not read: WeChat tells the account by an
 * event, and only that counts. Where it tells nothing, as of a template it has filtered out, nothing has changed.
 */
;(() => {
  const { signature, scripts, digest } = JSON.parse(document.currentScript.dataset.page)
  const FIRST_PAUSE_MS = 300
  const LONGEST_PAUSE_MS = 2_000
  /** About 20 s in all. */
  const LOOKS = 14
  /** 用户关闭了主开关 */
  const SWITCHED_OFF = 20004

  function say(what) {
    for (const each of document.querySelectorAll('[data-say]')) each.hidden = each.dataset.say !== what
  }

  function load([next, ...others]) {
    if (!next) return say('not-now')
    const script = document.createElement('script')
    script.src = next
    script.onload = configure
    script.onerror = () => load(others)
    document.head.append(script)
  }

  function configure() {
    // With no call at all in jsApiList some clients draw no open tag either.
    wx.config({ ...signature, jsApiList: ['closeWindow'], openTagList: ['wx-open-subscribe'] })
    wx.error(() => say('not-now'))
  }

  async function waitForLedger() {
    say('waiting')
    for (let looks = 0, pause = FIRST_PAUSE_MS; looks < LOOKS; looks++, pause *= 1.5) {
      const answer = await fetch('/u/subscribe/digest').catch(() => null)
      if (answer?.status === 401 || (answer?.ok && (await answer.text()) !== digest)) return location.reload()
      await new Promise(resolve => setTimeout(resolve, Math.min(pause, LONGEST_PAUSE_MS)))
    }
    say('late')
  }

  document.addEventListener('WeixinOpenTagsError', () => say('old-wechat'))
  for (const tag of document.querySelectorAll('wx-open-subscribe')) {
    tag.addEventListener('success', waitForLedger)
    tag.addEventListener('error', ({ detail }) =>
      say(Number(detail?.errCode) === SWITCHED_OFF ? 'switched-off' : 'not-now'),
    )
  }
  load(scripts)
})()
