import { createApp } from '../../src/app.ts'
import { createCertificateStore } from '../../src/certificates/certificate-store.ts'
import { ledgerRows } from '../../src/certificates/ledger-rows.ts'
import { readConfig } from '../../src/config.ts'
import { createSpeak } from '../../src/dialog/fill.ts'
import { createFilingReader } from '../../src/documents/filing-reader.ts'
import { createPaperFiles } from '../../src/documents/paper-files.ts'
import { paperStyles } from '../../src/documents/paper-styles.ts'
import { createDutyDesk } from '../../src/duties/duty-desk.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { createHttpServer } from '../../src/http/server.ts'
import { createUnitPages } from '../../src/http/unit-pages.ts'
import { createDeliveryStore } from '../../src/self-check/delivery-store.ts'
import { createLedgerToFile } from '../../src/self-check/filing-ledger.ts'
import { createPageDesk } from '../../src/self-check/page-desk.ts'
import { createSelfCheckStore } from '../../src/self-check/self-check-store.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { createShelf } from '../../src/storage/shelf.ts'
import type { InboundBody } from '../../src/turn/inbound.ts'
import { createPageLinks, type PagePurpose } from '../../src/units/page-links.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { createVisitors } from '../../src/units/visitors.ts'
import { content } from './content.ts'
import { creditCode } from './conversations.ts'
import { createPageVisitor, type PageVisitor } from './page-visitor.ts'
import { PHOTO } from './stage.ts'
import { trialRecipients } from './tips.ts'
import { createWorld } from './world.ts'

const PERSON = { channel: 'play' as const, account: 'gh_test' }

/** Chat and the unit's pages on one record; pages are served on a port of their own. */
export async function startUnitPages(databaseUrl: string) {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    RECIPIENTS_FILE: await trialRecipients(),
    HOTLINE_PHONE: '0594-12345678',
  })
  const world = createWorld()
  const { wall, random, log } = world
  const storage = await openStorage(config, wall)
  const fetchPhoto = async () => ({ bytes: PHOTO, mediaType: 'image/png' })
  const app = await createApp(config, { ...world, content, fetchPhoto, openStorage: async () => storage })
  const { database } = storage
  const seal = createSeal(config.dataKey, random)
  const units = createUnitStore(database, seal)
  const links = createPageLinks({ database, seal, random })
  const visitors = createVisitors(database, seal, units)
  const shelf = await createShelf(database, content.scripts, wall.now())
  const reader = createFilingReader(database, shelf, seal)
  const words = { campaign: content.campaign, words: content.paperWords }
  const speak = createSpeak(content.phrases)
  const certificates = createCertificateStore(database, seal, random)
  const duties = createDutyDesk({ ...content, database, certificates, speak })
  const desk = createPageDesk({
    ...content,
    database,
    units,
    selfChecks: createSelfCheckStore(database),
    deliveries: createDeliveryStore(database),
    linkTo: async () => ({ link: 'https://anpei.test/u/l/filing', hours: 24 }),
    shelf,
    ledgerToFile: createLedgerToFile(seal, unitId => ledgerRows({ certificates, units, shelf }, unitId)),
    speak,
    duties: async (unit, today) => (await duties.of(unit, today)).map(({ text }) => text),
    random,
    papers: createPaperFiles(reader, words, () => 'https://anpei.test'),
  })
  const pages = createUnitPages({
    desk,
    links,
    visitors,
    seal,
    random,
    clock: app.campaignClock,
    wall,
    publicUrl: null,
    paperStyles: paperStyles(),
    log,
  })
  const http = createHttpServer({
    webhook: null,
    home: null,
    routers: [pages],
    probes: {},
    metrics: createMetrics(),
    metricsToken: null,
    log,
  })
  const url = `http://127.0.0.1:${await http.listen(0, '127.0.0.1')}`
  let sent = 0

  async function send(speaker: string, message: string | InboundBody): Promise<string> {
    sent += 1
    wall.advance(1_000)
    const body: InboundBody = typeof message === 'string' ? { kind: 'text', text: message } : message
    const inbound = { key: `message-${sent}`, person: { ...PERSON, id: speaker }, at: wall.now(), body }
    const reply = await app.handleTurn(inbound)
    return reply?.body.kind === 'text' ? reply.body.text : ''
  }

  async function say(speaker: string, ...messages: string[]): Promise<string> {
    let last = ''
    for (const message of messages) last = await send(speaker, message)
    return last
  }

  /** A link as 页面 gives it to this person. */
  async function link(speaker: string, purpose: PagePurpose = 'home'): Promise<string> {
    const present = await units.membershipOf(
      seal.hash('person', `${PERSON.channel}:${PERSON.account}:${speaker}`),
    )
    if (!present) throw new Error(`${speaker} is no member`)
    return `${url}${await links.make(present.member.id, purpose, wall.now())}`
  }

  return {
    url,
    world,
    database,
    links,
    send,
    say,
    link,
    /** A browser that somebody has opened a link with. */
    async visitor(who = '甲'): Promise<PageVisitor> {
      const visitor = createPageVisitor(url)
      await visitor.open(await link(who))
      return visitor
    },
    /** Joins the unit of 甲, which is the first institution. */
    async joins(who: string): Promise<void> {
      const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(await say('甲', '邀请'))?.[0] ?? ''
      await say(who, '登记', '同意', '1', creditCode(1), code, '示例同事', '13900000000', '提交登记')
    },
    /** What stands, by path. */
    async answers(): Promise<Record<string, unknown>> {
      const rows = await database.db.selectFrom('answers').select(['path', 'value']).orderBy('path').execute()
      return Object.fromEntries(rows.map(({ path, value }) => [path, JSON.parse(value)]))
    },
    async close() {
      await http.close()
      await app.close()
    },
  }
}

export type UnitPages = Awaited<ReturnType<typeof startUnitPages>>
