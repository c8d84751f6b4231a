import { z } from 'zod'
import type { Call } from './call.ts'
import type { Hosts } from './hosts.ts'
import { readJson } from './read-json.ts'

/** `url` is what the code says, `imageUrl` a picture of it. */
export type SceneQr = { ticket: string; url: string; imageUrl: string }

export type CreateSceneQr = (scene: string, options?: { days?: number }) => Promise<SceneQr>

const MOST_DAYS = 30
const DAY_S = 86_400

const Created = z.object({ ticket: z.string(), url: z.string() })

/**
 * A code that tells its scene (1-64 characters) with a follow or a scan: for up to 30 days, or without `days` for ever,
 * of which there are 100 000 (wechat-platform §8). Rejects with ApiFailure.
 */
export function createSceneQr(call: Call, hosts: () => Hosts): CreateSceneQr {
  return async (scene, { days } = {}) => {
    const action_info = { scene: { scene_str: scene } }
    const body =
      days === undefined
        ? { action_name: 'QR_LIMIT_STR_SCENE', action_info }
        : { action_name: 'QR_STR_SCENE', expire_seconds: Math.min(days, MOST_DAYS) * DAY_S, action_info }
    const { ticket, url } = await call({ path: '/cgi-bin/qrcode/create', body }, readJson(Created))
    const imageUrl = `${hosts().mp}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`
    return { ticket, url, imageUrl }
  }
}
