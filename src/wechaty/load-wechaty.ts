import { AppError } from '../errors.ts'

export type WechatyPackage = typeof import('wechaty')

/** Named here alone, so that nothing of it is loaded unless a puppet is configured. */
const PACKAGES = {
  wechaty: (): Promise<WechatyPackage> => import('wechaty'),
  puppet: (name: string): Promise<unknown> => import(name),
}

/**
 * Loads Wechaty and the puppet's package, and silences both. Throws AppError('config-bad') that says what to type where
 * one of them is missing.
 */
export async function loadWechaty(puppet: string, packages = PACKAGES): Promise<WechatyPackage> {
  const wechaty = await present('wechaty', packages.wechaty)
  silence(wechaty)
  await present(puppet, () => packages.puppet(puppet))
  return wechaty
}

async function present<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    const remedy = `the package ${name} cannot be loaded; type: npm install ${name}`
    throw new AppError('config-bad', `\n  WECHATY_PUPPET: ${remedy}`, { cause })
  }
}

/** What these packages print on the console quotes messages and tokens; their errors reach our log as events. */
function silence({ log }: WechatyPackage): void {
  log.level('silent')
  // Packages that make a log of their own ask the class for its level.
  const kind = log.constructor as unknown as { level(name: 'silent'): void }
  kind.level('silent')
}
