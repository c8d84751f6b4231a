import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { sampleThumb, sampleVideo, sampleVoice } from '../../src/simulator/platform/sample-media.ts'
import { content } from '../support/content.ts'
import { jsonOf, send } from '../support/simulator-call.ts'
import { atDesk } from '../support/tip-desk.ts'
import { receiptIn, writeTip } from '../support/tip-talk.ts'
import { trialRecipients } from '../support/tips.ts'
import { createWorld } from '../support/world.ts'

/** From the simulator's phone to the desk, with WeChat's API and the media behind it as the platform serves them. */
let config: Config
let app: App
let url: string
beforeAll(async () => {
  const DATABASE_URL = `sqlite:${inject('runDir')}/tip-simulator.sqlite`
  config = readConfig({ PORT: '0', DATABASE_URL, RECIPIENTS_FILE: await trialRecipients() })
  app = await createApp(config, { wall: systemClock, random: systemRandom, log: createWorld().log, content })
  url = `http://127.0.0.1:${await app.listen()}`
})
afterAll(() => app.close())

async function tell(message: object): Promise<string> {
  const { bubbles } = await send(url, message)
  return bubbles.map(bubble => ('text' in bubble ? bubble.text : bubble.kind)).join('\n')
}

async function upload({ bytes, mediaType }: { bytes: Uint8Array; mediaType: string }): Promise<string> {
  const headers = { 'content-type': mediaType }
  const posted = fetch(`${url}/simulator/api/image`, { method: 'POST', headers, body: Buffer.from(bytes) })
  return (await jsonOf<{ image: string }>(posted)).image
}

test('each kind of evidence reaches whoever handles the tip as it was sent', async () => {
  const place = { latitude: 25.43, longitude: 119.01, label: '示例路1号\n三楼' }
  const page = { title: '两天拿证', description: '包过，不用上课', url: 'http://example.com/a' }
  const evidence = [
    { kind: 'image', image: await upload(sampleThumb()) },
    { kind: 'voice' },
    { kind: 'video' },
    { kind: 'location', ...place },
    { kind: 'link', ...page },
  ]
  for (const what of writeTip('code-only')) {
    if (typeof what !== 'string') continue
    if (what === '好了') for (const each of evidence) expect(await tell(each)).toContain('收到')
    const said = await tell({ kind: 'text', text: what })
    // A unit of the example roster is called nearly so.
    if (said.includes('是这一家')) await tell({ kind: 'text', text: '不是' })
  }
  const { number } = receiptIn(await tell({ kind: 'text', text: '提交举报' }))!

  const files = await atDesk(config, app.campaignClock, 'licheng', async desk => {
    const tip = await desk.open(number)
    if (!tip.ok) throw new Error(tip.why)
    const copies = tip.content.evidence.map(({ id }) => desk.evidence(number, id, 'original'))
    return Promise.all(copies)
  })
  expect(files).toMatchObject([
    { kind: 'photo', ...sampleThumb() },
    { kind: 'voice', ...sampleVoice() },
    { kind: 'video', ...sampleVideo() },
    { kind: 'location' },
    { kind: 'link' },
  ])
  const written = files.slice(3).map(file => file.ok && JSON.parse(Buffer.from(file.bytes).toString()))
  expect(written).toEqual([place, page])
})
