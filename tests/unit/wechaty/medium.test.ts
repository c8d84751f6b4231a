import { Readable } from 'node:stream'
import { FileBox } from 'file-box'
import { expect, it } from 'vitest'
import { mediumOf, photoOf } from '../../../src/wechaty/fetch-medium.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const MEGABYTE = Buffer.alloc(1024 * 1024, 1)

/** A puppet that hands over this file. */
const puppet = (file: FileBox) => ({ messageFile: async () => file })

function* endless() {
  for (;;) yield MEGABYTE
}

it('brings a photo, and only what is one by its bytes', async () => {
  const named = FileBox.fromBuffer(PNG, 'photo.jpg')
  expect(await photoOf(puppet(named), 'id')()).toEqual({ bytes: PNG, mediaType: 'image/png' })
  const text = FileBox.fromBuffer(Buffer.from('<svg onload=…>'), 'photo.png')
  await expect(photoOf(puppet(text), 'id')()).rejects.toMatchObject({ code: 'media-refused' })
})

it('brings any other medium with the type it is given', async () => {
  const voice = FileBox.fromBuffer(Buffer.from('#!AMR'), 'voice.mp3')
  const { bytes, mediaType } = await mediumOf(puppet(voice), 'id')()
  expect([Buffer.from(bytes).toString(), mediaType]).toEqual(['#!AMR', 'audio/mpeg'])
})

it('reads no more than 10 MB of it', async () => {
  const file = FileBox.fromStream(Readable.from(endless()), 'photo.png')
  await expect(photoOf(puppet(file), 'id')()).rejects.toMatchObject({ code: 'media-refused' })
})

it('one that does not come, or breaks off, may be sent again', async () => {
  const none = {
    messageFile: async () => {
      throw new Error('expired')
    },
  }
  await expect(photoOf(none, 'id')()).rejects.toMatchObject({ code: 'media-away' })
  const broken = FileBox.fromStream(
    Readable.from(
      (function* () {
        yield PNG
        throw new Error('cut')
      })(),
    ),
    'photo.png',
  )
  await expect(photoOf(puppet(broken), 'id')()).rejects.toMatchObject({ code: 'media-away' })
})
