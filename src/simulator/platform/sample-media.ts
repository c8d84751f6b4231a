import type { Media } from './media-store.ts'

/** Three seconds of AMR-NB at 4.75 kbit/s: 150 frames of a header byte and twelve bytes of nothing. */
export function sampleVoice(): Media {
  const frame = Buffer.alloc(13)
  frame[0] = 0x04
  return {
    mediaType: 'audio/amr',
    bytes: Buffer.concat([Buffer.from('#!AMR\n'), ...Array<Buffer>(150).fill(frame)]),
  }
}

/** An MP4 of three seconds without a track: enough for whoever stores it, not for whoever plays it. */
export function sampleVideo(): Media {
  return {
    mediaType: 'video/mp4',
    bytes: Buffer.concat([
      box('ftyp', Buffer.from('isom\0\0\u0002\0isomiso2mp41', 'latin1')),
      box('moov', box('mvhd', movieHeader())),
      box('mdat', Buffer.alloc(0)),
    ]),
  }
}

/** One white pixel, for the picture a video is shown by. */
export function sampleThumb(): Media {
  return {
    mediaType: 'image/png',
    bytes: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
      'base64',
    ),
  }
}

function box(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** Version 0 of ISO 14496-12 §8.2.2: milliseconds, normal speed and volume, no rotation, no track. */
function movieHeader(): Buffer {
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12)
  header.writeUInt32BE(3000, 16)
  header.writeUInt32BE(0x00010000, 20)
  header.writeUInt16BE(0x0100, 24)
  for (const [at, value] of [
    [36, 0x00010000],
    [52, 0x00010000],
    [68, 0x40000000],
    [96, 1],
  ] as const)
    header.writeUInt32BE(value, at)
  return header
}
