import { describe, expect, it, test } from 'vitest'
import type { Templates } from '../../../src/delivery/templates-content.ts'
import { createSpeak } from '../../../src/dialog/fill.ts'
import { offersOf } from '../../../src/reminders/subscription/offers.ts'
import { digestOf, type OfferStanding, standingsOf } from '../../../src/reminders/subscription/standing.ts'
import { subscriptionPage } from '../../../src/reminders/subscription/subscription-page.ts'
import { createWords } from '../../../src/self-check/pages/layout.ts'
import { content } from '../../support/content.ts'

const template = (id?: string) => ({ title: '期限', fields: { thing1: '{what}' }, ...(id && { id }) })
const templates: Templates = {
  deadline: { 'long-term': template('L'), 'one-time': template('O'), template: template('T') },
  notice: { 'long-term': template('N'), 'one-time': template('M') },
  phase: { 'long-term': template('N'), 'one-time': template() },
}
const offers = offersOf(templates)

describe('what people are asked for', () => {
  it('is what reminders go out as, a template for two things once, and what has not been granted not at all', () => {
    expect(offers).toEqual([
      { id: 'L', kind: 'long-term', tells: ['deadline'] },
      { id: 'N', kind: 'long-term', tells: ['notice', 'phase'] },
      { id: 'O', kind: 'one-time', tells: ['deadline'] },
      { id: 'M', kind: 'one-time', tells: ['notice'] },
    ])
  })

  it('is nothing while the bureau has no template', () => {
    expect(offersOf(content.templates)).toEqual([])
  })
})

const yes = { accepted: true, credits: 1, changedAt: 1 }
const no = { accepted: false, credits: 0, changedAt: 1 }

describe('where a person stands', () => {
  test.each<[string, Parameters<typeof standingsOf>[1], string]>([
    ['nothing was chosen', new Map(), 'L unasked, N unasked, O unasked, M unasked'],
    ['for good', new Map([['L', yes]]), 'L on, N unasked, M unasked'],
    ['refused', new Map([['L', no]]), 'L refused, N unasked, O unasked, M unasked'],
    ['a message', new Map([['O', yes]]), 'L unasked, N unasked, O left, M unasked'],
    ['all sent', new Map([['O', { ...yes, credits: 0 }]]), 'L unasked, N unasked, O used-up, M unasked'],
    // WeChat keeps what was agreed to before; the next reminder may still take it.
    [
      'one left, and the next refused',
      new Map([['O', { ...no, credits: 1 }]]),
      'L unasked, N unasked, O left, M unasked',
    ],
  ])('%s', (_, consents, told) => {
    const standings = standingsOf(offers, consents)
    expect(standings.map(({ id, standing }) => `${id} ${standing}`).join(', ')).toBe(told)
  })

  it('has a digest that other templates do not change, and a choice heard again does', () => {
    const digest = (consents: Parameters<typeof digestOf>[1]) => digestOf(offers, consents)
    expect(digest(new Map([['G', yes]]))).toBe(digest(new Map()))
    const again = new Map([['L', { ...no, changedAt: 2 }]])
    expect(digest(again)).not.toBe(digest(new Map([['L', no]])))
  })
})

describe('the page', () => {
  const words = createWords(createSpeak(content.phrases))
  const sdk = {
    signature: { appId: 'wx', timestamp: 1, nonceStr: '"><script>', signature: 's' },
    scripts: ['/sdk.js'],
  }
  const page = (standings: OfferStanding[]) =>
    subscriptionPage(words, { standings, digest: 'd', isMember: true, sdk }).toString()
  const at = (standing: OfferStanding['standing']) =>
    page(offers.map(offer => ({ ...offer, standing, credits: standing === 'left' ? 2 : 0 })))

  it('brings a button per kind for what is not agreed to for good, and no script of its own', () => {
    const html = page(standingsOf(offers, new Map([['L', yes]])))
    expect([...html.matchAll(/ template="([^"]*)"/g)].map(match => match[1])).toEqual(['N', 'M'])
    expect([...html.matchAll(/<script\b[^>]*>/g)].filter(([tag]) => !tag?.includes('wxtag'))).toHaveLength(1)
    expect(html).not.toContain('"><script>')
  })

  test.each<[OfferStanding['standing'], string]>([
    ['unasked', '还没有开通'],
    ['refused', '通知管理'],
    ['left', '还能收2条'],
    ['used-up', '用完了，请再点一次'],
    ['on', '要报什么，回公众号发“我的任务”'],
  ])('%s: %s', (standing, told) => {
    expect(at(standing)).toContain(told)
  })

  it('tells of what was refused only where something was', () => {
    expect(at('unasked')).not.toContain('没有同意的')
  })
})
