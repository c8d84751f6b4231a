/** 138****1234 (domain §4.4): enough for a colleague to know it by. */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
