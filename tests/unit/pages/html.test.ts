import fc from 'fast-check'
import { expect, it } from 'vitest'
import { html } from '../../../src/lib/html.ts'

it('writes what it is given, escaped in text and in attributes', () => {
  const hostile = `<script>&"'`
  expect(html`<p title="${hostile}">${hostile}</p>`.toString()).toBe(
    '<p title="&lt;script&gt;&amp;&quot;&#39;">&lt;script&gt;&amp;&quot;&#39;</p>',
  )
})

it('nests, lists, and leaves out what is not there', () => {
  const rows = ['甲', '<乙>'].map(name => html`<li>${name}</li>`)
  const none = html`${null}${undefined}${false}${[]}`
  expect(html`<ul>${rows}</ul>${none}${0}${html`<br>`}`.toString()).toBe(
    '<ul><li>甲</li><li>&lt;乙&gt;</li></ul>0<br>',
  )
})

it('takes no object for HTML that it has not made', () => {
  const forged = { toString: () => '<script>' } as unknown as string
  expect(() => html`${forged}`.toString()).toThrow()
})

it('no text can end an attribute or begin a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const inner = html`${text}`.toString()
      expect(inner).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
    }),
  )
})
