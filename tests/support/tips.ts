import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import { makeTrialKeys } from '../../src/tips/keys/trial-keys.ts'
import { content } from './content.ts'

/** A path of this run where there are no recipients yet; the simulator makes them there, with their keys. */
export function newRecipientsFile(): string {
  return join(inject('runDir'), `tips-${randomUUID()}`, 'recipients.yaml')
}

let made: Promise<string> | undefined

/** Recipients with a key for everybody beside them, as the simulator makes them; the same for all tests of a file. */
export function trialRecipients(): Promise<string> {
  made ??= makeThem()
  return made
}

async function makeThem(): Promise<string> {
  const file = newRecipientsFile()
  await makeTrialKeys(file, content.campaign, systemRandom)
  return file
}
