/** As people read and type it: `7K3M-9PXA-CD4F`. */
export function showCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-')
}

/** However it was typed: spaces, hyphens, case and width do not matter. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
}

/** Whether a text gives the code away. */
export function mentionsCode(text: string, code: string): boolean {
  return plainCode(text).includes(plainCode(code))
}
