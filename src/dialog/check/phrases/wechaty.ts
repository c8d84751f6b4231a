export const WECHATY = {
  'wechaty.group': [],
  'wechaty.recalled': [],
  'wechaty.tip-levels': [],
}
