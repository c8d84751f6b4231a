import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { createMovableClock, systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { createSimulator, type SimulatorOptions } from '../../src/simulator/create-simulator.ts'
import { ACCOUNT } from './fake-product.ts'
import { SECRET } from './platform-api.ts'

export const MENU = {
  buttons: [
    {
      name: '我的自查',
      sub_button: [
        { type: 'click', name: '开始自查', key: 'self-check' },
        { type: 'click', name: '整改', key: 'rectify' },
      ],
    },
    { type: 'click', name: '我要举报', key: 'tip-off' },
    { name: '帮助', sub_button: [{ type: 'view', name: '证书查询', url: 'https://cx.mem.gov.cn/' }] },
  ],
}

/** The simulator on a free port of this host, its campaign on 14 March 2022 at nine in the morning. */
export async function startSimulator(webhookUrl: string, options: Partial<SimulatorOptions> = {}) {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = createMovableClock(systemClock, Date.parse('2022-03-14T09:00:00+08:00'))
  const simulator = createSimulator({
    ...ACCOUNT,
    secret: SECRET,
    webhookUrl: () => webhookUrl,
    publicUrl: () => url,
    clock,
    wall: systemClock,
    random: systemRandom,
    menu: () => MENU,
    ...options,
  })
  server.on('request', new Koa().use(simulator.router.routes()).callback())
  return {
    url,
    clock,
    platform: simulator.platform,
    close: async () => {
      simulator.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
