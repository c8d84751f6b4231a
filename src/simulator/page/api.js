/** Calls the simulator's server. Rejects with an Error that can be shown to the person at the desk. */
async function call(path, init) {
  let response
  try {
    response = await fetch(`/simulator/api/${path}`, init)
  } catch {
    throw new Error('连不上模拟器，请看看服务是否还在运行。')
  }
  const body = response.status === 204 ? null : await response.json().catch(() => null)
  if (!response.ok) throw new Error(faultOf(response.status, body))
  return body
}

function faultOf(status, body) {
  switch (body?.error) {
    case 'not-found':
      return '模拟器重新启动过，没有可以重发的消息了。'
    case 'body-too-large':
      return '照片太大，最多 10 MB。'
    default:
      return `模拟器没有接受（${status}）：${body?.message ?? '原因不明'}`
  }
}

const postJson = (path, body) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

export const fetchState = () => call('state')
export const send = (persona, message) => postJson('send', { persona, ...message })
export const retry = persona => postJson('retry', { persona })
export const moveClock = move => postJson('clock', move)
export const runClock = until => postJson('run', { until })
export const hold = (persona, followers) => postJson('hold', { persona, followers })
export const fetchCodes = () => call('codes')
export const fetchPlatform = () => call('platform')
export const controlPlatform = control => postJson('platform', control)

/** Uploads a photo and returns the id that an image message names. */
export async function uploadPhoto(blob) {
  const stored = await call('image', { method: 'POST', headers: { 'content-type': blob.type }, body: blob })
  return stored.image
}
