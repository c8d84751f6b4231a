import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { AppError } from '../../errors.ts'
import { type AgeIdentity, isIdentity } from '../age-identity.ts'

/** Asked only where a file is protected. */
export type AskPassphrase = () => Promise<string>

/** The form of age-keygen, so that the age command reads it too; with a passphrase, as `age -p -a` writes it. Never over another file. */
export async function writeIdentity(
  file: string,
  { identity, recipient, name }: { identity: AgeIdentity; recipient: string; name: string },
  passphrase: string | null,
): Promise<void> {
  const text = `# anpei tip-offs: ${name}\n# public key: ${recipient}\n${identity}\n`
  const content = passphrase === null ? text : await protect(text, passphrase)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, content, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new AppError('config-bad', `${file} is there already; name another file`)
    throw new AppError('config-bad', `${file} cannot be written (${error.code})`)
  })
}

/** As `readIdentity`, at a command that somebody types. Throws AppError('config-bad') also where others can read the file, as ssh does. */
export async function readOwnIdentity(file: string, ask: AskPassphrase): Promise<AgeIdentity> {
  const there = await stat(file).catch(() => null)
  if (there && there.mode & 0o077)
    throw new AppError(
      'config-bad',
      `${file} can be read by others, so it is not used; type chmod 600 ${file}`,
    )
  return readIdentity(file, ask)
}

/** Throws AppError('config-bad') where the file holds no identity, or the passphrase is wrong. */
export async function readIdentity(file: string, ask: AskPassphrase): Promise<AgeIdentity> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AppError('config-bad', `${file} cannot be read (${error.code}); name the file of your key`)
  })
  const text = content.startsWith('-----BEGIN AGE') ? await unprotect(content, await ask()) : content
  const identity = text.split(/\r?\n/).find(isIdentity)
  if (!identity)
    throw new AppError('config-bad', `${file} holds no key; name the file that npm run keys wrote`)
  return identity
}

async function protect(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return armor.encode(await encrypter.encrypt(text))
}

async function unprotect(content: string, passphrase: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(armor.decode(content), 'text')
  } catch {
    throw new AppError('config-bad', 'the passphrase does not open the key')
  }
}
