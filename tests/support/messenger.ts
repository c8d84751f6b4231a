import { FileBox } from 'file-box'
import { expect } from 'vitest'
import type { PuppetMock } from 'wechaty-puppet-mock'
import type { Puppet } from '../../src/wechaty/open-bot.ts'

type Sent = string | { photo: Uint8Array }

/** Somebody on the mock's platform. */
export type Friend = {
  id: string
  /** What the account has said to this person so far. */
  heard: string[]
  /** Files that it has sent to this person. */
  files: { name: string; bytes: Uint8Array }[]
  /** Sends without waiting; gives the message's id. */
  post(what: Sent): string
  /** Sends and gives the answer; several are joined by an empty line. */
  send(...all: Sent[]): Promise<string>
  /** Waits until this much was heard. */
  hears(count: number): Promise<string[]>
}

export type Group = { heard: string[]; say(friend: Friend, text: string, mentions?: 'account'): void }

/** The other side of a mock puppet: its account, people and groups. Log in first. */
export function createMessenger(puppet: Puppet) {
  const mock = puppet as unknown as PuppetMock
  const { mocker } = mock
  const account = mocker.createContact({ name: '安培助手' })
  const ears = new Map<string, Pick<Friend, 'heard' | 'files'>>()
  puppet.on('message', ({ messageId }) => {
    const { talkerId, listenerId, roomId, text } = mocker.cacheMessagePayload.get(messageId) ?? {}
    const ear = talkerId === account.id && ears.get(roomId ?? listenerId ?? '')
    if (!ear) return
    const file = mocker.cacheFileBoxPayload.get(messageId) as { name: string; base64: string } | undefined
    if (file) ear.files.push({ name: file.name, bytes: Buffer.from(file.base64, 'base64') })
    else ear.heard.push(text ?? '')
  })
  let delivered = 0
  const contacts = new Map<string, ReturnType<typeof mocker.createContact>>()

  return {
    account,
    mock,
    logIn: () => mocker.login(account),
    /** As a platform does that has lost the connection. */
    lose: () => mock.logout('lost'),
    /** Delivers what was delivered before. */
    again: (messageId: string) => void puppet.emit('message', { messageId }),
    friend(name: string): Friend {
      const contact = mocker.createContact({ name })
      contacts.set(contact.id, contact)
      const heard: string[] = []
      const files: Friend['files'] = []
      ears.set(contact.id, { heard, files })
      const hears = async (count: number) => {
        await expect.poll(() => heard.length, { interval: 2 }).toBeGreaterThanOrEqual(count)
        return heard
      }
      const post = (what: Sent) => {
        let id = ''
        puppet.once('message', ({ messageId }) => {
          id = messageId
        })
        contact.say(typeof what === 'string' ? what : photoBox(what.photo)).to(account)
        return id
      }
      const send = async (...all: Sent[]) => {
        for (const what of all) {
          const before = heard.length
          post(what)
          await hears(before + 1)
        }
        return heard.at(-1) ?? ''
      }
      return { id: contact.id, heard, files, post, send, hears }
    },
    group(...members: Friend[]): Group {
      const room = mocker.createRoom({ memberIdList: [account.id, ...members.map(({ id }) => id)] })
      const heard: string[] = []
      ears.set(room.id, { heard, files: [] })
      return {
        heard,
        say: (friend, text, mentions) =>
          contacts
            .get(friend.id)!
            .say(text, mentions ? [account] : [])
            .to(room),
      }
    },
    /** A message of a kind that the mock cannot make itself; gives its id. */
    deliver(friend: Friend, type: number, fields: object = {}): string {
      const id = `special-${delivered++}`
      const sent = { talkerId: friend.id, listenerId: account.id, timestamp: Date.now(), text: '' }
      mocker.MessageMock.create({ id, type, ...sent, ...fields })
      puppet.emit('message', { messageId: id })
      return id
    },
  }
}

function photoBox(bytes: Uint8Array): FileBox {
  return FileBox.fromBase64(Buffer.from(bytes).toString('base64'), 'photo.png')
}
