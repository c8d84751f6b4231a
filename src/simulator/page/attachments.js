import { uploadPhoto } from './api.js'
import { campaignNow, isoDay } from './campaign-time.js'
import { byId } from './dom.js'
import { examplePhoto, preparePhoto } from './photo.js'

/** Not any real address. */
const PLACE = { latitude: 25.4431, longitude: 119.0103, label: '福建省莆田市城厢区示例路1号（模拟位置）' }

/** The tiles behind ＋: what can be sent besides words. */
export function bindAttachments(chat, composer) {
  const file = byId('photo-file')
  let examples = 0
  const onTile = (id, act) =>
    byId(id).addEventListener('click', () => {
      composer.closeAttach()
      act()
    })
  onTile('attach-photo', () => file.click())
  onTile('attach-example', () => {
    examples += 1
    sendPhoto(chat, examplePhoto(isoDay(campaignNow()), examples))
  })
  onTile('attach-location', () =>
    chat.say({ kind: 'location', ...PLACE }, { kind: 'location', text: PLACE.label }),
  )
  onTile('attach-sticker', () => chat.say({ kind: 'sticker' }, { kind: 'sticker' }))
  onTile('attach-voice', () => chat.say({ kind: 'voice' }, { kind: 'voice' }))
  file.addEventListener('change', async () => {
    const picked = [...file.files]
    file.value = ''
    for (const one of picked) await sendPhoto(chat, preparePhoto(one))
  })
}

/** The photo belongs to whoever picked it, also when the phone has changed hands before it is uploaded. */
async function sendPhoto(chat, preparing) {
  const { persona } = chat
  try {
    const { blob, thumb } = await preparing
    const image = await uploadPhoto(blob)
    await chat.say({ kind: 'image', image }, { kind: 'image', image, thumb }, persona)
  } catch (thrown) {
    chat.note(thrown.message, 'error')
  }
}
