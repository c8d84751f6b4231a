import type { Speak } from '../../dialog/fill.ts'
import { type Content, type Html, html } from '../../lib/html.ts'

/** A phrase of phrases.yaml in words. */
export type Words = (phrase: string, values?: Record<string, string | number>) => string

export function createWords(speak: Speak): Words {
  return (phrase, values) => speak(values ? { phrase, values } : { phrase })
}

/** What every form carries: against forged requests, and against being heard twice. */
export type Guard = { csrf: string; once: string }

/** What the frame of a page needs to know. */
export type Setting = { words: Words; unit: string }

/** What a page has in place of the usual. */
type Differs = { nav?: Html; styles?: string[] }

/** A page of the unit. No script runs on it: it must work where none is allowed. */
export function page(setting: Setting, title: string, content: Content, differs: Differs = {}): Html {
  const { words, unit } = setting
  const { nav = pageNav(words), styles = [] } = differs
  return document(
    `${title} · ${unit}`,
    html`<header class="page-head">
<p class="page-unit">${unit}</p>
<h1>${title}</h1>
</header>
<main>${content}</main>
<nav aria-label="${words('page.nav')}">${nav}</nav>`,
    styles,
  )
}

function pageNav(words: Words): Html {
  return html`<div class="page-nav">
<a href="/u">${words('page.home')}</a>
<a href="/u/check">${words('page.check')}</a>
<a href="/u/problems">${words('page.problems')}</a>
<a href="/u/filings">${words('page.filings')}</a>
</div>`
}

/** A page that says one thing and knows no unit. */
export function plainPage(title: string, content: Content): Html {
  return document(title, html`<main class="page-plain"><h1>${title}</h1>${content}</main>`)
}

function document(title: string, body: Content, styles: string[] = []): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="icon" href="data:,">
${['/u/weui.css', '/u/page.css', ...styles].map(href => html`<link rel="stylesheet" href="${href}">\n`)}</head>
<body>${body}</body>
</html>
`
}

/** The hidden fields of every form. */
export function guardFields({ csrf, once }: Guard): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="once" value="${once}">`
}

/** Something that must be read first; `tone` is told by its sign as well as by its colour. */
export function note(tone: 'good' | 'bad', content: Content): Html {
  return tone === 'good'
    ? html`<div class="page-note page-note_good" role="status"><span aria-hidden="true">✓</span><div>${content}</div></div>`
    : html`<div class="page-note page-note_bad" role="alert"><span aria-hidden="true">!</span><div>${content}</div></div>`
}

/** A text with its line breaks. */
export function lines(text: string): Html {
  return html`<p class="page-lines">${text}</p>`
}
