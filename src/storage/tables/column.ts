/** Milliseconds since the epoch. */
export type Time = number
/** Text that is JSON. */
export type Json = string
/** Bytes that are opaque without DATA_KEY. */
export type Sealed = Uint8Array
/** 1 and 0. */
export type YesNo = number
