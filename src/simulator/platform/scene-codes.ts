import { toBuffer } from 'qrcode'
import { z } from 'zod'
import type { Clock, Instant } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { type Outcome, refuse } from './answer.ts'
import { type Endpoints, withJson } from './endpoint.ts'

const PERMANENT = 100_000
const LONGEST_SECONDS = 2_592_000
const DEFAULT_SECONDS = 60
const KEPT_TEMPORARY = 20_000

/** `until` null: it lasts. `label` is for whoever scans it in the simulator. */
export type SceneCode = {
  ticket: string
  scene: string
  url: string
  until: Instant | null
  label?: string
}

export type SceneCodes = ReturnType<typeof createSceneCodes>

/** The QR codes with a scene that the account has made; of temporary ones the newest 20 000 are kept. */
export function createSceneCodes(clock: Clock, random: Random) {
  const codes = new Map<string, SceneCode>()
  let permanent = 0
  const isAlive = ({ until }: SceneCode) => until === null || clock.now() < until

  function dropOld(): void {
    for (const { ticket, until } of codes.values()) {
      if (codes.size - permanent <= KEPT_TEMPORARY) return
      if (until !== null) codes.delete(ticket)
    }
  }

  return {
    /** `seconds` null: it lasts. */
    make(scene: string, seconds: number | null, label?: string): SceneCode {
      const code = {
        ticket: `gQ${Buffer.from(random.bytes(60)).toString('base64url')}==`,
        scene,
        url: `http://weixin.qq.com/q/${Buffer.from(random.bytes(15)).toString('base64url')}`,
        until: seconds === null ? null : clock.now() + seconds * 1000,
        ...(label && { label }),
      }
      codes.set(code.ticket, code)
      if (seconds === null) permanent += 1
      dropOld()
      return code
    },
    isFull: () => permanent >= PERMANENT,
    /** Those that can be scanned, newest first. */
    newest: (most: number): SceneCode[] => [...codes.values()].filter(isAlive).slice(-most).reverse(),
    find(ticket: string): SceneCode | undefined {
      const code = codes.get(ticket)
      return code && isAlive(code) ? code : undefined
    },
  }
}

const Scene = z.object({
  scene_id: z.int().optional().catch(undefined),
  scene_str: z.string().optional().catch(undefined),
})
const Request = z.object({
  action_name: z.string().catch(''),
  expire_seconds: z.int().optional().catch(undefined),
  action_info: z.object({ scene: Scene }).optional().catch(undefined),
})
type Request = z.infer<typeof Request>

/** Making and drawing them (wechat-platform §8). */
export function sceneCodeEndpoints(codes: SceneCodes): Endpoints {
  return {
    '/cgi-bin/qrcode/create': {
      method: 'POST',
      needs: 'scene-code',
      daily: 100_000,
      run: withJson(Request, request => create(codes, request)),
    },
    '/cgi-bin/showqrcode': {
      method: 'GET',
      open: true,
      run: ({ query }) => draw(codes, query.ticket ?? ''),
    },
  }
}

function create(codes: SceneCodes, request: Request): Outcome {
  const scene = sceneOf(request)
  if (typeof scene === 'number') return refuse(scene)
  if (request.action_name.startsWith('QR_LIMIT')) {
    if (codes.isFull()) return refuse(45029)
    const { ticket, url } = codes.make(scene, null)
    return { fields: { ticket, url } }
  }
  const expire_seconds = request.expire_seconds ?? DEFAULT_SECONDS
  if (expire_seconds < 1 || expire_seconds > LONGEST_SECONDS) return refuse(40053)
  const { ticket, url } = codes.make(scene, expire_seconds)
  return { fields: { ticket, expire_seconds, url } }
}

/** Numbers and words are different kinds of codes; what fits neither is 40053. */
function sceneOf({ action_name, action_info }: Request): string | 40052 | 40053 {
  const { scene_id: id = 0, scene_str: words = '' } = action_info?.scene ?? {}
  switch (action_name) {
    case 'QR_SCENE':
      return id > 0 && id < 2 ** 32 ? String(id) : 40053
    case 'QR_LIMIT_SCENE':
      return id >= 1 && id <= PERMANENT ? String(id) : 40053
    case 'QR_STR_SCENE':
    case 'QR_LIMIT_STR_SCENE':
      return words.length >= 1 && words.length <= 64 ? words : 40053
    default:
      return 40052
  }
}

async function draw(codes: SceneCodes, ticket: string): Promise<Outcome> {
  const code = codes.find(ticket)
  if (!code) return { page: '二维码不存在或已过期' }
  return { file: await toBuffer(code.url, { width: 430 }), type: 'image/png', name: 'qrcode.png' }
}
