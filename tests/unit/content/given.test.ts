import { expect, it } from 'vitest'
import type { Campaign } from '../../../src/campaign/content.ts'
import { createCertificateCommands } from '../../../src/certificates/certificate-commands.ts'
import { COMMANDS, GIVEN } from '../../../src/content/given.ts'
import type { Script } from '../../../src/dialog/script.ts'
import { createDutyCommands } from '../../../src/duties/duty-commands.ts'
import { createReminderCommands } from '../../../src/reminders/reminder-commands.ts'
import { createSubscriptionCommands } from '../../../src/reminders/subscription/subscription-commands.ts'
import { rectifyFrame } from '../../../src/self-check/rectify-room.ts'
import { createSelfCheckCommands } from '../../../src/self-check/self-check-commands.ts'
import { createTipCommands } from '../../../src/tips/chat/tip-commands.ts'
import { tipFrame } from '../../../src/tips/chat/tip-room.ts'
import { createDeskCommands } from '../../../src/turn/desk-commands.ts'
import { createMemberCommands } from '../../../src/units/member-commands.ts'
import { createPageCommands } from '../../../src/units/page-commands.ts'
import { registrationFacts } from '../../../src/units/registration.ts'
import { createUnitCommands } from '../../../src/units/unit-commands.ts'
import { content } from '../../support/content.ts'
import { MOMENT } from '../../support/moment.ts'
import { seededRandom } from '../../support/world.ts'

/** Steered by the conversation itself (turn/controls.ts), whatever the rooms have. */
const CONTROLS = ['more', 'pause', 'continue', 'restart', 'cancel', 'progress']

it('the facts of the registration are those its room gives', () => {
  const facts = registrationFacts({ industries: [] as Campaign['industries'] } as Campaign, {})
  expect(Object.keys(GIVEN.register?.facts ?? {}).toSorted()).toEqual(
    ['unit-known', ...Object.keys(facts)].toSorted(),
  )
})

it('the facts of a tip are among those its room gives', () => {
  const { facts } = tipFrame({ hash: '' } as Script, seededRandom('given'), MOMENT, 7, '12350')
  expect(Object.keys(facts)).toEqual(expect.arrayContaining(Object.keys(GIVEN['tip-off']?.facts ?? {})))
})

it('the problems of the rectification have the fields its room gives', () => {
  const problem = { title: '', what: '', measure: '', owner: '', due: '' }
  const open = [{ id: '1', path: 'T1.1', selfCheckId: '1', problem, entered: {} }]
  const { lists } = rectifyFrame(
    { hash: '' } as Script,
    open as unknown as Parameters<typeof rectifyFrame>[1],
  )
  expect(Object.keys(lists.problems?.[0] ?? {}).toSorted()).toEqual(
    [...(GIVEN.rectify?.lists.problems ?? [])].toSorted(),
  )
})

it('the commands are those of the rooms and of the conversation', () => {
  const nothing = {} as Parameters<typeof createSelfCheckCommands>[0] &
    Parameters<typeof createUnitCommands>[0] &
    Parameters<typeof createMemberCommands>[0] &
    Parameters<typeof createDutyCommands>[0] &
    Parameters<typeof createCertificateCommands>[0] &
    Parameters<typeof createPageCommands>[0] &
    Parameters<typeof createReminderCommands>[0] &
    Parameters<typeof createTipCommands>[0]
  const rooms = {
    ...createDeskCommands(null, []),
    ...createUnitCommands(nothing),
    ...createMemberCommands(nothing),
    ...createDutyCommands(nothing),
    ...createSelfCheckCommands(nothing),
    ...createCertificateCommands(nothing),
    ...createPageCommands(nothing),
    ...createReminderCommands(nothing),
    ...createSubscriptionCommands(content.templates, () => ''),
    ...createTipCommands({ ...nothing, settings: content.tipSettings }),
  }
  const ids = Object.keys(rooms).filter(id => !id.endsWith('-confirmed'))
  expect([...COMMANDS].toSorted()).toEqual([...new Set([...ids, ...CONTROLS])].toSorted())
})
