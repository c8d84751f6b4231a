import type { TurnMoment } from '../../src/turn/room.ts'

/** A message of somebody's on a Thursday morning of the campaign. */
export const MOMENT: TurnMoment = {
  person: 'person',
  ref: { channel: 'play', account: 'gh_test', id: 'somebody' },
  message: 'message',
  now: Date.parse('2022-03-10T09:30:00+08:00'),
  today: '2022-03-10',
  checkLease: () => {},
}
