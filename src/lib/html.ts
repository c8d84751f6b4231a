/** A piece of HTML that may be sent as it stands. Only `html` makes it: whatever else is put into a page is escaped. */
class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

export type Html = Markup

/** What may stand in a page; nothing, null and false leave no trace. */
export type Content = Html | string | number | null | undefined | false | readonly Content[]

/** Writes HTML. Attributes are always quoted, for that is where the escaping holds: html`<a title="${words}">${words}</a>`. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  return new Markup(parts.map((part, at) => part + written(contents[at])).join(''))
}

function written(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (content instanceof Markup) return content.toString()
  if (typeof content === 'object') return content.map(written).join('')
  return String(content).replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
