import { randomUUID } from 'node:crypto'
import { createCertificateCommands } from './certificates/certificate-commands.ts'
import { createCertificateStore } from './certificates/certificate-store.ts'
import { createHalfYearRoom } from './certificates/half-year-room.ts'
import { ledgerRows } from './certificates/ledger-rows.ts'
import { createRemark } from './certificates/remark.ts'
import { createUnlistArrivals, createUnlistRoom } from './certificates/unlist-room.ts'
import { createVerifyRoom } from './certificates/verify-room.ts'
import { withAsides } from './certificates/with-asides.ts'
import type { Config } from './config.ts'
import type { Content } from './content/content.ts'
import type { Channels } from './delivery/channel.ts'
import { createCommandWords } from './dialog/command-words.ts'
import { createFaq } from './dialog/faq.ts'
import { createSpeak } from './dialog/fill.ts'
import { createFilingReader } from './documents/filing-reader.ts'
import { createPaperFiles } from './documents/paper-files.ts'
import { paperStyles } from './documents/paper-styles.ts'
import { createDutyCommands } from './duties/duty-commands.ts'
import { createDutyDesk } from './duties/duty-desk.ts'
import { createFulfilmentStore } from './duties/fulfilment-store.ts'
import { createReportRoom } from './duties/report-room.ts'
import type { Metrics } from './http/metrics.ts'
import { createUnitPages } from './http/unit-pages.ts'
import { createVerifyPage } from './http/verify-page.ts'
import type { CivilDate, Clock } from './lib/clock.ts'
import type { Job } from './lib/jobs.ts'
import type { Log } from './lib/logger.ts'
import type { Random } from './lib/random.ts'
import { createReminderRooms, type ReminderRooms } from './reminder-rooms.ts'
import { createChatPapers } from './self-check/chat-papers.ts'
import { createDeliveryRoom } from './self-check/delivery-room.ts'
import { createDeliveryStore } from './self-check/delivery-store.ts'
import { createLedgerToFile } from './self-check/filing-ledger.ts'
import type { PaperFile, PapersOfFiling } from './self-check/filing-pages.ts'
import { createFilingShelf } from './self-check/filing-shelf.ts'
import { createPageDesk } from './self-check/page-desk.ts'
import { createPhotoKeeper, type FetchPhoto } from './self-check/photo-keeper.ts'
import { createRectifyRoom } from './self-check/rectify-room.ts'
import { createProgress } from './self-check/say-progress.ts'
import { createSelfCheckCommands } from './self-check/self-check-commands.ts'
import { createSelfCheckRoom } from './self-check/self-check-room.ts'
import { createSelfCheckStore } from './self-check/self-check-store.ts'
import { createVerifyPaper } from './self-check/verify-paper.ts'
import type { Storage } from './storage/open-storage.ts'
import { createSeal } from './storage/seal.ts'
import { createShelf } from './storage/shelf.ts'
import { openTipRooms } from './tip-rooms.ts'
import type { TipChat } from './tips/chat/create-tip-chat.ts'
import { createDeskCommands } from './turn/desk-commands.ts'
import { createHandleTurn, type HandleTurn } from './turn/handle-turn.ts'
import type { PersonRef } from './turn/inbound.ts'
import { joinArrivals } from './turn/join-arrivals.ts'
import { createPark } from './turn/park.ts'
import { personKey } from './turn/person-key.ts'
import type { Command, Room } from './turn/room.ts'
import { createRoute } from './turn/route.ts'
import { createWrongCodes } from './turn/wrong-codes.ts'
import { createArrivals } from './units/arrivals.ts'
import { createContactRoom } from './units/contact-room.ts'
import { enrolCountyBureaus } from './units/county-bureaus.ts'
import { createDoor } from './units/door.ts'
import { createDraftStore } from './units/draft-store.ts'
import { createFaqDesk } from './units/faq-desk.ts'
import { farewell } from './units/farewell.ts'
import { createJoinRoom } from './units/join-room.ts'
import { createMemberCommands } from './units/member-commands.ts'
import { createMemberStore } from './units/member-store.ts'
import { createMembersRoom } from './units/members-room.ts'
import { createPageCommands } from './units/page-commands.ts'
import { createPageLinks, LINK_HOURS } from './units/page-links.ts'
import { createRegistrationRoom } from './units/registration-room.ts'
import { createTellMember } from './units/tell-member.ts'
import type { Unit } from './units/unit.ts'
import { createUnitCommands } from './units/unit-commands.ts'
import { createUnitStore } from './units/unit-store.ts'
import { createVisitors } from './units/visitors.ts'
import type { WechatApi } from './wechat/api/create-wechat-api.ts'

export type RoomParts = {
  config: Config
  content: Content
  storage: Storage
  wall: Clock
  campaignClock: Clock
  random: Random
  log: Log
  metrics: Metrics
  /** WeChat's API for what is said and asked outside a reply. */
  api: WechatApi
  /** The account's original id; null while no push has named it. */
  accountId: () => Promise<string | null>
  fetchPhoto: FetchPhoto
  /** Brings voice and video; null where the account may not. */
  fetchMedia: (mediaId: string) => Promise<{ bytes: Uint8Array; mediaType: string } | null>
  /** Ways to people on each platform. */
  channels: Channels
  /** Where people reach this process, without a closing slash. */
  address: () => string
  /** How whoever sends keeps to a pace. */
  wait: (milliseconds: number) => Promise<unknown>
}

export type Stores = Awaited<ReturnType<typeof openStores>>

type Pages = ReturnType<typeof createUnitPages>[]

export type Rooms = {
  handleTurn: HandleTurn
  pages: Pages
  jobs: Job[]
  /** What of a filing may follow a reply as files, for who filed it. */
  papersFor: (person: PersonRef, receipt: string) => Promise<PaperFile[]>
}

/** The business rooms on their stores: what a message is handed to, the pages that show the same records, and their jobs. */
export async function createRooms(parts: RoomParts): Promise<Rooms> {
  const stores = await openStores(parts)
  const reminders = createReminderRooms(parts, stores)
  const tips = await openTipRooms(parts, stores)
  const papers = papersFrom(parts, stores)
  const filings = createFilingShelf(parts.storage.database)
  const chatPapers = createChatPapers({ units: stores.units, filings, papers })
  return {
    handleTurn: turnsOf(parts, stores, reminders, tips),
    pages: [...reminders.pages, ...pagesOf(parts, stores, papers)],
    jobs: [...reminders.jobs, ...tips.jobs],
    papersFor: (person, receipt) => chatPapers(personKey(stores.seal, person), receipt),
  }
}

async function openStores(parts: RoomParts) {
  const { config, content, storage, wall, campaignClock: clock, random, address } = parts
  const { campaign, calendar } = content
  const { database, turns } = storage
  const seal = createSeal(config.dataKey, random)
  const speak = createSpeak(content.phrases)
  const links = createPageLinks({ database, seal, random })
  const shelf = await createShelf(database, content.scripts, wall.now())
  const units = createUnitStore(database, seal)
  const certificates = createCertificateStore(database, seal, random)
  const park = createPark({ store: turns, seal, clock, newAttempt: randomUUID })
  const wrongCodes = createWrongCodes(storage.values, seal)
  await enrolCountyBureaus(database, seal, campaign, wall.now())
  return {
    campaign,
    calendar,
    seal,
    random,
    speak,
    links,
    shelf,
    units,
    certificates,
    members: createMemberStore(database, seal),
    wrongCodes,
    door: createDoor({ units, seal, wrongCodes }),
    park,
    tell: createTellMember(park, speak),
    drafts: createDraftStore(database, seal),
    selfChecks: createSelfCheckStore(database),
    deliveries: createDeliveryStore(database),
    fulfilments: createFulfilmentStore(database),
    desk: createDutyDesk({ campaign, calendar, database, certificates, speak }),
    ledgerToFile: createLedgerToFile(seal, unitId => ledgerRows({ certificates, units, shelf }, unitId)),
    async linkTo(memberId: string, receipt: string, message: string) {
      const path = await links.make(memberId, `filings/${receipt}`, wall.now(), message)
      return { link: `${address()}${path}`, hours: LINK_HOURS }
    },
  }
}

function turnsOf(parts: RoomParts, stores: Stores, reminders: ReminderRooms, tips: TipChat): HandleTurn {
  const { content, storage, wall, campaignClock, random, log, metrics, fetchPhoto } = parts
  const { shelf, units, certificates, seal, speak } = stores
  const commands = {
    ...reminders.mentioning({ ...commandsOf(parts, stores), ...reminders.commands }),
    ...tips.commands,
  }
  const faq = createFaqDesk({ find: createFaq(content.faq), commands, units, speak })
  const route = createRoute({
    shelf,
    speak,
    words: createCommandWords(content.menu.commands),
    faq: async (text, moment, session) => (tips.isTelling(session) ? null : faq(text, moment)),
    photos: createPhotoKeeper(storage.database, fetchPhoto, random),
    remark: createRemark(certificates, units),
    rooms: [...dialogRoomsOf(stores, reminders), ...tips.rooms],
    commands,
    arrivals: joinArrivals(tips.arrivals, createArrivals(stores), createUnlistArrivals(stores)),
    seen: ({ person }, isBack) => reminders.seen(person, isBack),
    farewell: async moment => {
      await farewell(stores, moment)
      await reminders.farewell(moment.person)
    },
  })
  return createHandleTurn({
    store: storage.turns,
    route: tips.listening(withAsides(route, speak, tips.isWriting)),
    seal,
    clock: campaignClock,
    speak,
    log,
    newAttempt: randomUUID,
    wall,
    onNotice: reminders.onNotice,
    waiting: reminders.waiting,
    observe: metrics.turn,
  })
}

function dialogRoomsOf(stores: Stores, { mentionAtEnd }: ReminderRooms): Room[] {
  return [
    mentionAtEnd(createRegistrationRoom(stores)),
    createContactRoom(stores),
    createJoinRoom(stores),
    createMembersRoom(stores),
    createSelfCheckRoom(stores),
    createRectifyRoom(stores),
    createDeliveryRoom(stores),
    createReportRoom(stores),
    createVerifyRoom(stores),
    createHalfYearRoom(),
    createUnlistRoom(stores),
  ]
}

function commandsOf({ config, content, wall, address }: RoomParts, stores: Stores): Record<string, Command> {
  const titles = content.faq.map(each => each.title)
  return {
    ...createDeskCommands(config.hotline, titles),
    ...createUnitCommands(stores),
    ...createMemberCommands(stores),
    ...createSelfCheckCommands(stores),
    ...createDutyCommands({ ...stores, progress: createProgress(stores) }),
    ...createPageCommands({ ...stores, wall, address }),
    ...createCertificateCommands(stores),
  }
}

function papersFrom({ content, storage, address }: RoomParts, { campaign, shelf, seal }: Stores) {
  const reader = createFilingReader(storage.database, shelf, seal)
  return createPaperFiles(reader, { campaign, words: content.paperWords }, address)
}

function pagesOf(parts: RoomParts, stores: Stores, papers: PapersOfFiling): Pages {
  const { config, storage, wall, campaignClock, log } = parts
  const { database } = storage
  const { links, units, seal, random, speak } = stores
  const duties = async (unit: Unit, today: CivilDate) =>
    (await stores.desk.of(unit, today)).map(({ text }) => text)
  const unitPages = createUnitPages({
    desk: createPageDesk({ ...stores, database, duties, papers }),
    links,
    visitors: createVisitors(database, seal, units),
    seal,
    random,
    clock: campaignClock,
    wall,
    publicUrl: config.http.publicUrl,
    paperStyles: paperStyles(),
    log,
  })
  return [unitPages, createVerifyPage(createVerifyPaper(database, speak))]
}
