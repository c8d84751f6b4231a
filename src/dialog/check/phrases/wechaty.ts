export const WECHATY = {
  'wechaty.room': [],
  'wechaty.recalled': [],
  'wechaty.tip-levels': [],
}
