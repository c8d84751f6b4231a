import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { cdata, child, children, readXml, text } from '../../../src/wechat/xml.ts'
import { asObject, parseIndependently } from './independent-xml.ts'
import { SAMPLES } from './samples.ts'

const ILLEGAL = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g

describe('text', () => {
  test.each([
    ['<a><b>00123</b></a>', '00123'],
    ['<a><b><![CDATA[1e5]]></b></a>', '1e5'],
    ['<a><b><![CDATA[0x1F]]></b></a>', '0x1F'],
    ['<a><b>7250021412600020992</b></a>', '7250021412600020992'],
    ['<a><b> <![CDATA[  两边  ]]> \n</b></a>', '  两边  '],
    ['<a><b><![CDATA[a]]]]><![CDATA[>b]]></b></a>', 'a]]>b'],
    ['<a><b>&x; &lt; &#60;</b></a>', '&x; &lt; &#60;'],
    ['<a><b><![CDATA[&lt;<!DOCTYPE a>]]></b></a>', '&lt;<!DOCTYPE a>'],
    ['<a><b>x<!-- <!DOCTYPE> -->y</b></a>', 'xy'],
    ['<a><b>\x1d你\x02<![CDATA[好\x00\uFFFE\t\n]]></b></a>', '你好\t\n'],
    ['<a><b><![CDATA[x]]\x01>y]]></b></a>', 'x]]>y'],
    ['<a><b>first</b><b>second</b></a>', 'first'],
    ['<a><b><c>nested</c></b><b>second</b></a>', ''],
    ['<a><b/></a>', ''],
    ['<a></a>', ''],
    ['\uFEFF<?xml version="1.0"?>\n<!-- c --><a k="1>2" l=\'"\'><b x = "/">1</b ></a>\n', '1'],
    ['<a>webwx_msg_cli_ver_0x1<b>1</b>webwx</a>', '1'],
  ])('of b in %j', (source, expected) => {
    expect(text(readXml(source), 'b')).toBe(expected)
  })

  test('names are only names', () => {
    const root = readXml(
      '<xml><__proto__><polluted>1</polluted></__proto__><constructor>c</constructor></xml>',
    )
    expect(text(child(root, '__proto__'), 'polluted')).toBe('1')
    expect(text(root, 'constructor')).toBe('c')
    expect(text(root, 'toString')).toBe('')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('what may repeat is a list, once or often', () => {
    const once = readXml('<a><List><x>1</x></List></a>')
    const twice = readXml('<a><List><x>1</x></List><o/><List><x>2</x></List></a>')
    expect(children(once, 'List').map(each => text(each, 'x'))).toEqual(['1'])
    expect(children(twice, 'List').map(each => text(each, 'x'))).toEqual(['1', '2'])
    expect(children(child(once, 'none'), 'List')).toEqual([])
  })
})

describe('refused', () => {
  const deep = '<a>'.repeat(17) + '</a>'.repeat(17)
  test.each([
    '',
    'text',
    '{"json":true}',
    '<a>',
    '<a></b>',
    '</a>',
    '<a></a></a>',
    '<a/><b/>',
    '<a/>trailing',
    'leading<a/>',
    '<a><![CDATA[x]]</a>',
    '<a><!-- </a>',
    '<a b="></a>',
    '<a <b></b></a>',
    '<a><></></a>',
    '<a></a b="1">',
    '<1></1>',
    '<a&b></a&b>',
    '<?xml <a></a>',
    '<!DOCTYPE a [<!ENTITY x "BOOM">]><a>&x;</a>',
    '<!doctype a><a/>',
    '<a><!ENTITY x "y"></a>',
    '<a><!ELEMENT b></a>',
    deep,
    `<a>${'<b/>'.repeat(1000)}</a>`,
  ])('%j', source => {
    expect(() => readXml(source)).toThrow(expect.objectContaining({ code: 'xml-malformed' }))
  })

  test('the bounds leave room for what is just inside', () => {
    expect(readXml('<a>'.repeat(16) + '</a>'.repeat(16)).name).toBe('a')
    expect(readXml(`<a>${'<b/>'.repeat(999)}</a>`).children).toHaveLength(999)
  })
})

describe('properties', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom(']', '>', '<', '&', ']]>', '<![CDATA[', '\x01', '\uFFFE', '中', '\n'), {
        maxLength: 20,
      })
      .map(parts => parts.join('')),
  )

  test('what cdata() writes is read back, less the illegal characters', () => {
    fc.assert(
      fc.property(anyText, words => {
        const source = `<a><b>${cdata(words)}</b><c>safe</c></a>`
        const root = readXml(source)
        expect(text(root, 'b')).toBe(words.replace(ILLEGAL, ''))
        expect(text(root, 'c')).toBe('safe')
        expect(root.children).toHaveLength(2)
        expect(source).not.toMatch(ILLEGAL)
      }),
      { numRuns: 1000 },
    )
  })

  test('soup is read or refused, never anything else', () => {
    const bits = [
      '<',
      '</',
      '/>',
      '>',
      'xml',
      'a',
      ' ',
      '"',
      "'",
      '=',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '<!',
      '&',
      '\x00',
      '😀',
    ]
    const soup = fc.oneof(
      fc.array(fc.constantFrom(...bits), { maxLength: 40 }).map(parts => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes).toString()),
    )
    const read = { done: 0 }
    fc.assert(
      fc.property(soup, source => {
        try {
          readXml(source)
          read.done++
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError)
          expect((thrown as AppError).code).toBe('xml-malformed')
        }
      }),
      { numRuns: 5000, examples: [['<xml/>']] },
    )
    expect(read.done).toBeGreaterThan(0)
  })

  test('reads well-formed documents as fast-xml-parser does', () => {
    fc.assert(
      fc.property(wellFormed, source => {
        expect(asObject(readXml(source))).toEqual(parseIndependently(source))
      }),
      { numRuns: 1000 },
    )
  })

  test.each(SAMPLES.filter(each => !each.xml.includes('__proto__')))(
    'reads the sample $name as fast-xml-parser does',
    ({ xml }) => {
      expect(asObject(readXml(xml))).toEqual(parseIndependently(xml))
    },
  )
})

const name = fc.constantFrom('xml', 'item', 'List', 'Location_X', 'bizmsgmenuid', 'a-b.c', '中文')
const chunk = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(cdata),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map(each => each.replace(/[<>\r]/g, '').replace(ILLEGAL, '')),
  fc.constantFrom(' ', '\n  ', '&lt;', '&x;', '&#65;', '<!-- note -->', '00123', '1e5'),
)
const attributes = fc.constantFrom('', ' k="v"', " k='>'", ' k="/" l = "]]>"')
const { element } = fc.letrec<{ element: string }>(tie => ({
  element: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.tuple(name, attributes).map(([tag, more]) => `<${tag}${more}/>`),
    fc
      .tuple(name, attributes, fc.array(chunk, { maxLength: 3 }))
      .map(([tag, more, parts]) => `<${tag}${more}>${parts.join('')}</${tag}>`),
    fc
      .tuple(name, attributes, fc.array(tie('element'), { maxLength: 4 }))
      .map(([tag, more, parts]) => `<${tag}${more}>\n${parts.join('\n ')}</${tag} >`),
  ),
}))
const wellFormed = fc
  .tuple(fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n'), element)
  .map(parts => parts.join(''))
