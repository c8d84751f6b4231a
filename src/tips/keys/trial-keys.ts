import { access, link, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Campaign } from '../../campaign/content.ts'
import { newId, type Random } from '../../lib/random.ts'
import { newIdentity, recipientOf } from '../age-identity.ts'
import { withHolder } from './edit-recipients.ts'
import { readIdentity, writeIdentity } from './identity-file.ts'
import { NO_RECIPIENTS } from './recipients-content.ts'
import { writeRecipients } from './recipients-file.ts'

/** Where the simulator leaves the key of a bureau, of the `custodian` or of the `sender`. */
export function trialKeyFile(recipientsFile: string, holder: string): string {
  return join(dirname(recipientsFile), 'keys', `${holder}.txt`)
}

/**
 * Keys for the simulator, so that a newcomer can try everything: one for each bureau, the custodian and the sender. Nothing is done
 * where there are recipients.
 */
export async function makeTrialKeys(
  file: string,
  { bureaus }: Pick<Campaign, 'bureaus'>,
  random: Random,
): Promise<void> {
  if (await isThere(file)) return
  let recipients = NO_RECIPIENTS
  for (const { id } of bureaus)
    recipients = withHolder(recipients, {
      name: `${id}-1`,
      recipient: await trialKey(file, id, random),
      bureau: id,
    })
  const recipient = await trialKey(file, 'custodian', random)
  recipients = withHolder(recipients, { name: 'custodian-1', recipient, bureau: null })
  await writeRecipients(file, { ...recipients, sender: await trialKey(file, 'sender', random) })
}

/** The recipient of a key that is made once, also where two processes start at the same moment or one was cut short. */
async function trialKey(recipientsFile: string, holder: string, random: Random): Promise<string> {
  const file = trialKeyFile(recipientsFile, holder)
  const own = `${file}.${newId(random)}`
  const identity = newIdentity(random)
  const key = { identity, recipient: await recipientOf(identity), name: `trial/${holder}` }
  await writeIdentity(own, key, null)
  await link(own, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(own)
  return recipientOf(await readIdentity(file, async () => ''))
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
