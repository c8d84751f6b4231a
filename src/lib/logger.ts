import { type DestinationStream, pino } from 'pino'

/** Structured log. Callers pass codes and counts: never a person's words, an openid or its hash, or a secret. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Names that must not appear, should one slip into a log line all the same. */
const SECRET_FIELDS = [
  'openid',
  'secret',
  'token',
  'text',
  'content',
  'phone',
  'name',
  'body',
  'url',
  'authorization',
]

/**
 * JSON lines on standard output. Of an error only its kind, its own message when it is ours, and its stack are kept:
 * the message of a foreign error may quote what a person wrote.
 */
export function createLogger(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    redact: { paths: [...SECRET_FIELDS, ...SECRET_FIELDS.map(name => `*.${name}`)], censor: '[redacted]' },
    serializers: { err: describeError },
  }
  return destination ? pino(options, destination) : pino(options)
}

function describeError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { type: typeof thrown }
  const stack = thrown.stack?.split('\n').filter(line => line.startsWith('    at ')) ?? []
  const own = 'code' in thrown && thrown.name === 'AppError' ? { detail: thrown.message } : {}
  return {
    type: thrown.name,
    ...own,
    stack: stack.slice(0, 8).map(line => line.trim()),
    ...(thrown.cause === undefined ? {} : { cause: describeError(thrown.cause) }),
  }
}
