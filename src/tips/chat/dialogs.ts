/** The dialogs of tip-offs. */
export const TIP_OFF = 'tip-off'
export const RECEIPT = 'tip-receipt'
export const LOOK_UP = 'look-up'
export const SUPPLEMENT = 'supplement'
export const WITHDRAW = 'withdraw-contact'

/** Those that ask for a query code. */
export const ASK_FOR_CODE: readonly string[] = [RECEIPT, LOOK_UP, SUPPLEMENT, WITHDRAW]
