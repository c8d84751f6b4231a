import type { Notice } from '../../turn/notice.ts'
import type { CapabilityMemory } from './capability-memory.ts'
import type { Tell } from './tell.ts'

const REMEDIES: Partial<Record<Notice['kind'], string>> = {
  'verification-due': 'the verification of the account (微信认证) ends soon: renew it in the WeChat console',
  'verification-expired':
    'the verification of the account (微信认证) has ended: messages and codes stop until it is renewed in the WeChat console',
}

/** Verified or no longer so, an account may do other things than before; an operator hears what they must renew. */
export function createHearNotice(memory: CapabilityMemory, tell: Tell): (notice: Notice) => Promise<void> {
  return async ({ kind }) => {
    if (kind === 'account-verified' || kind === 'verification-expired') await memory.forget()
    const remedy = REMEDIES[kind]
    if (remedy) await tell({ code: kind, remedy })
  }
}
