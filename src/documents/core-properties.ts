import type { Paper } from './paper.ts'
import { printableLine } from './printable.ts'

const NAMESPACES = [
  'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ')

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** docProps/core.xml with the time of the filing; the library's own says when the file was made. */
export function coreProperties({ title, at }: Pick<Paper, 'title' | 'at'>): string {
  const name = printableLine(title).replaceAll(/[&<>]/g, mark => ESCAPES[mark] ?? '')
  const time = new Date(at).toISOString()
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<cp:coreProperties ${NAMESPACES}><dc:title>${name}</dc:title>`,
    ...['created', 'modified'].map(
      each => `<dcterms:${each} xsi:type="dcterms:W3CDTF">${time}</dcterms:${each}>`,
    ),
    '</cp:coreProperties>',
  ].join('')
}
