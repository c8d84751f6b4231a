import { uploadPhoto } from './api.js'
import { campaignNow, isoDay } from './campaign-time.js'
import { byId } from './dom.js'
import { examplePhoto, preparePhoto } from './photo.js'

/** Not any real address. */
const PLACE = { latitude: 25.4431, longitude: 119.0103, label: '福建省莆田市城厢区示例路1号（模拟位置）' }

const LINK = {
  title: '培训广告（示例链接）',
  description: '转发的文章，不是任何真实网页。',
  url: 'https://example.com/advertisement',
}

/** The tiles behind ＋: what can be sent besides words. `scan` opens the scanner. */
export function bindAttachments(chat, composer, scan) {
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
  onTile('attach-video', () => chat.say({ kind: 'video' }, { kind: 'video' }))
  onTile('attach-link', () => chat.say({ kind: 'link', ...LINK }, { kind: 'link', ...LINK }))
  onTile('attach-scan', scan)
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
