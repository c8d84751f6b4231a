import { PHOTO } from './stage.ts'

/** A browser without a screen: it keeps its cookies and sends forms as a browser does. */
export function createPageVisitor(url: string) {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(each => each.join('=')).join('; ')

  async function go(
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string; headers: Headers }> {
    const headers = {
      ...(cookies.size > 0 && { cookie: cookie() }),
      ...(init.headers as Record<string, string> | undefined),
    }
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  /** The values a page's form holds, as a browser would send them back untouched. */
  function fieldsOf(page: string): FormData {
    const form = new FormData()
    for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
      const attribute = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
      const type = attribute('type')
      if (type === 'file' || ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag))) continue
      form.append(attribute('name'), attribute('value'))
    }
    for (const [, name = '', value = ''] of page.matchAll(
      /<textarea[^>]* name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g,
    ))
      form.append(unescaped(name), unescaped(value))
    return form
  }

  return {
    go,
    fieldsOf,
    cookie,
    /** Closes it and opens it again much later. */
    forget: (name: string) => cookies.delete(name),
    /** Opens a link and presses its button. */
    open: (link: string) => go(link, { method: 'POST' }),
    /** Loads a page, changes fields, sends its form. */
    async fill(path: string, changes: Record<string, string | string[]>) {
      const { text } = await go(path)
      return this.send(text, changes)
    },
    async send(page: string, changes: Record<string, string | string[] | File>) {
      const action = /<form\b[^>]* action="([^"]+)"/.exec(page)?.[1] ?? ''
      const form = fieldsOf(page)
      for (const [name, value] of Object.entries(changes)) {
        form.delete(name)
        for (const each of [value].flat()) form.append(name, each)
      }
      return go(action, { method: 'POST', body: form })
    },
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

export type PageVisitor = ReturnType<typeof createPageVisitor>

export const photoFile = (name: string, bytes: Uint8Array = PHOTO) =>
  new File([bytes], name, { type: 'image/png' })
