import type { Campaign } from './campaign/content.ts'
import { rehearsalStart } from './campaign/rehearsal.ts'
import type { Config } from './config.ts'
import { type Clock, createMovableClock, type MovableClock, systemClock } from './lib/clock.ts'
import type { SharedValues } from './lib/shared-values.ts'
import { openSharedValues } from './storage/open-shared-values.ts'

/** How far the simulator's clock is from the wall's, in milliseconds. */
const OFFSET = 'simulator-clock'
const KEPT_MS = 400 * 86_400_000

export type CampaignClockParts = {
  simulated: boolean
  campaign: Campaign
  values: Pick<SharedValues, 'get' | 'put'>
  wall: Clock
}

/**
 * The time by which a campaign is lived: the wall's; in the simulator where it was last moved to, also by an earlier
 * process, or the start of a rehearsal.
 */
export async function openCampaignClock(parts: CampaignClockParts): Promise<MovableClock> {
  const { simulated, campaign, values, wall } = parts
  if (!simulated) return createMovableClock(wall)
  const kept = await values.get(OFFSET)
  const now = wall.now()
  return createMovableClock(
    wall,
    kept ? now + Number(Buffer.from(kept).toString()) : rehearsalStart(campaign, now),
  )
}

/** After the simulator's clock was moved: the records that follow have its dates, so it may not fall back behind them. */
export async function keepCampaignClock(clock: Clock, { values, wall }: CampaignClockParts): Promise<void> {
  await values.put(OFFSET, Buffer.from(String(clock.now() - wall.now())), KEPT_MS)
}

/** The server's clock, for a command that runs beside it. */
export async function readCampaignClock(config: Config, campaign: Campaign): Promise<Clock> {
  if (!config.simulated) return systemClock
  const { values, close } = await openSharedValues(config, systemClock)
  try {
    return await openCampaignClock({ simulated: true, campaign, values, wall: systemClock })
  } finally {
    await close()
  }
}
