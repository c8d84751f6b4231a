import type { FailureKind } from '../../delivery/channel.ts'
import { AppError } from '../../errors.ts'

type Meaning = { kind: FailureKind; retry: boolean }

const meaning = (kind: FailureKind, retry = false): Meaning => ({ kind, retry })

const INVALID = meaning('invalid')
const RESTRICTED = meaning('restricted')

export const INVALID_OPENID = 40_003

/** The closed table of errcodes (wechat-platform §4-8). `retry`: the client itself tries again before it gives up. */
export const FAILURES: Readonly<Record<number, Meaning>> = {
  [-1]: meaning('busy', true),
  45011: meaning('too-frequent', true),
  // Sends to one person at the same time (43108), or too many to one person (43117: no threshold is documented).
  43108: meaning('busy', true),
  43117: meaning('too-frequent'),
  45081: meaning('too-frequent'),

  40001: meaning('token', true),
  40014: meaning('token', true),
  42001: meaning('token', true),

  45009: meaning('quota'),
  40164: meaning('ip'),
  61004: meaning('ip'),
  // An administrator has not confirmed, or has refused, a caller's address.
  ...all(meaning('ip'), 89_501, 89_503, 89_506, 89_507),
  ...all(meaning('config'), 40_013, 40_125, 40_243, 41_002, 41_004),
  48001: meaning('unauthorized'),
  ...all(RESTRICTED, 50_002, 50_004, 50_007, 48_004, 48_006),
  // Sending subscription messages, or this template, is banned.
  ...all(RESTRICTED, 43_107, 43_116),

  ...all(meaning('person-gone'), INVALID_OPENID, 43_004, 43_005, 50_005),
  48002: meaning('person-refuses'),
  45015: meaning('window-closed'),
  45080: meaning('window-closed'),
  45047: meaning('count-used'),
  43101: meaning('not-subscribed'),

  // Messages: field, template, page, length, articles, `\uXXXX`, JSON, sensitive words, typing command.
  ...all(INVALID, 47_003, 40_037, 41_030, 45_002, 45_008, 40_033, 47_001, 45_168, 45_072),
  // Media.
  ...all(INVALID, ...range(40_004, 40_012), 41_005, 45_001, 45_007),
  // Menu; 46003: there is none.
  ...all(INVALID, ...range(40_015, 40_027), 40_054, 40_055, 46_003, ...range(65_301, 65_317)),
  // Scene codes, tags.
  ...all(INVALID, 40_053, ...range(45_056, 45_059), 45_157, 45_158, 45_159),
  // Code of a person who signs in on a page: bad, used, expired, missing.
  ...all(INVALID, 40_029, 40_163, 42_003, 41_008),
}

const UNKNOWN = meaning('unknown')
const AWAY = meaning('away')

/** What WeChat says besides the code, as far as an operator may read it. */
export type Hints = {
  /** The address that calls came from. */
  ip?: string | undefined
  /** Names the request in WeChat's own diagnosis (openapi/rid/get). */
  rid?: string | undefined
  /** The field of a message that was refused. */
  field?: string | undefined
}

/** A call of WeChat's API that came to nothing. Its message has no errmsg, for that may quote what was sent. */
export class ApiFailure extends AppError {
  readonly kind: FailureKind
  readonly retry: boolean
  /** WeChat's errcode; else the HTTP status, or 0 where there was none. */
  readonly errcode: number
  readonly path: string
  readonly hints: Hints

  constructor(
    errcode: number,
    path: string,
    options: { meaning?: Meaning; hints?: Hints; cause?: unknown } = {},
  ) {
    const { kind, retry } = options.meaning ?? FAILURES[errcode] ?? UNKNOWN
    const isAway = kind === 'away' || kind === 'busy' || kind === 'too-frequent'
    super(isAway ? 'wechat-away' : 'wechat-refused', `${kind} ${errcode} ${path}`, { cause: options.cause })
    this.kind = kind
    this.retry = retry
    this.errcode = errcode
    this.path = path
    this.hints = options.hints ?? {}
  }
}

/** An error that came as an answer. */
export function refusal(errcode: number, path: string, errmsg = ''): ApiFailure {
  return new ApiFailure(errcode, path, { hints: hintsIn(errmsg) })
}

/** Nothing of WeChat's came back: no connection, no answer in time, or somebody else's page. */
export function noAnswer(path: string, status = 0, cause?: unknown): ApiFailure {
  return new ApiFailure(status, path, { meaning: AWAY, cause })
}

/** The same failure where the AppSecret, not a token, was what the call showed. */
export function ofSecret({ errcode, path, hints }: ApiFailure): ApiFailure {
  return new ApiFailure(errcode, path, { meaning: meaning('config'), hints })
}

function hintsIn(errmsg: string): Hints {
  return {
    ip: /\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\b/i.exec(errmsg)?.[0],
    rid: /\brid: ?([0-9a-f-]{8,40})\b/.exec(errmsg)?.[1],
    field: /\bdata\.(\w{1,40})\.value\b/.exec(errmsg)?.[1],
  }
}

function all(what: Meaning, ...codes: number[]): Record<number, Meaning> {
  return Object.fromEntries(codes.map(code => [code, what]))
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
