const WEEKDAYS = '日一二三四五六'
const SHANGHAI = 8 * 3_600_000

let ahead = 0

/** Sets the campaign's clock; it runs on from here by itself. */
export function setCampaignNow(now) {
  ahead = now - Date.now()
}

export const campaignNow = () => Date.now() + ahead

/** The parts of an instant in Beijing, whatever this computer's zone. */
function parts(instant) {
  const shifted = new Date(instant + SHANGHAI)
  return {
    iso: shifted.toISOString().slice(0, 10),
    day: `${shifted.getUTCFullYear()}年${shifted.getUTCMonth() + 1}月${shifted.getUTCDate()}日`,
    weekday: `星期${WEEKDAYS[shifted.getUTCDay()]}`,
    time: shifted.toISOString().slice(11, 16),
  }
}

export const isoDay = instant => parts(instant).iso

export function longDay(instant) {
  const { day, weekday } = parts(instant)
  return `${day} ${weekday}`
}

/** As WeChat writes it between two messages. */
export function stamp(instant) {
  const { day, time } = parts(instant)
  return `${day} ${time}`
}
