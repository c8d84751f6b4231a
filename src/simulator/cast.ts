import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../errors.ts'

const CastFile = z.strictObject({
  account: z.string().min(1),
  personas: z
    .array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        short: z.string(),
        about: z.string(),
        /** Made up, with a right check character: a newcomer has none at hand when registration asks for it. */
        creditCode: z.string().optional(),
      }),
    )
    .min(1),
})

export type Persona = z.infer<typeof CastFile>['personas'][number] & { openid: string }
export type Cast = { account: string; personas: Persona[] }

/** The account's display name and the invented people who may hold the phone; their words are in page/cast.json. */
export function readCast(accountId: string): Cast {
  const file = CastFile.parse(JSON.parse(readFileSync(new URL('./page/cast.json', import.meta.url), 'utf8')))
  return {
    account: file.account,
    personas: file.personas.map(persona => ({ ...persona, openid: openidOf(accountId, persona.id) })),
  }
}

/** Throws `request-bad` with the ids there are. */
export function findPersona({ personas }: Cast, id: string): Persona {
  const persona = personas.find(one => one.id === id)
  if (!persona)
    throw new AppError('request-bad', `persona is one of ${personas.map(one => one.id).join(', ')}`)
  return persona
}

/** 28 characters from `o`, as WeChat's are; one per account and persona, so that a restart finds the same people. */
function openidOf(accountId: string, persona: string): string {
  return `o${createHash('sha256').update(`${accountId}/${persona}`).digest('base64url').slice(0, 27)}`
}
