import { describe, expect, test } from 'vitest'
import { createEmptyDatabase } from '../support/database.ts'
import { runProduct, startProductProcess } from '../support/product-process.ts'

const database = async () => ({ DATABASE_URL: await createEmptyDatabase('sqlite-file') })
const SERVICE = 'wechaty-puppet-service'

test('a puppet that is not installed stops the start with what to type', async () => {
  const { code, stderr } = await runProduct({
    ...(await database()),
    WECHATY_PUPPET: 'wechaty-puppet-nowhere',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('WECHATY_PUPPET: the package wechaty-puppet-nowhere cannot be loaded')
  expect(stderr).toContain('npm install wechaty-puppet-nowhere')
})

describe(`${SERVICE}, a real puppet, without an account`, () => {
  test('asks for its token', async () => {
    const { code, stderr } = await runProduct({ ...(await database()), WECHATY_PUPPET: SERVICE })
    expect(code).toBe(1)
    expect(stderr).toContain(`WECHATY_PUPPET_OPTIONS: ${SERVICE} cannot be made`)
    expect(stderr).toContain('TOKEN not found')
  })

  test('with a token nobody knows it leaves the official account alone, says so, and stops cleanly', async () => {
    const token = 'insecure_00000000-0000-4000-8000-00000000beef'
    const product = await startProductProcess({
      ...(await database()),
      WECHATY_PUPPET: SERVICE,
      WECHATY_PUPPET_OPTIONS: JSON.stringify({ token, endpoint: '127.0.0.1:9', tls: { disable: true } }),
    })
    expect(await (await fetch(`${product.url}/readyz`)).text()).toBe('ready')
    await expect.poll(() => product.printed()).toContain('an error of the puppet')
    const { code, stdout, stderr } = await product.kill('SIGTERM')
    expect(code).toBe(0)
    expect(stdout).toContain('"msg":"stopped"')
    expect(stdout + stderr).not.toContain(token)
  }, 60_000)
})

test('the mock puppet starts and stops with the product', async () => {
  const product = await startProductProcess({ ...(await database()), WECHATY_PUPPET: 'wechaty-puppet-mock' })
  expect(await (await fetch(`${product.url}/readyz`)).text()).toBe('ready')
  const { code, stderr } = await product.kill('SIGTERM')
  expect([code, stderr]).toEqual([0, ''])
})
