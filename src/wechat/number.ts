/** A decimal number as WeChat writes one; null for anything else, also for '', which Number() takes for 0. */
export function toNumber(text: string): number | null {
  return /^-?\d{1,15}(\.\d{1,20})?$/.test(text) ? Number(text) : null
}
