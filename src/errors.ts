/**
 * The closed table of failures. `status` is what HTTP answers, `retry` whether the same call may succeed later,
 * `say` the phrase (dialogs/phrases.yaml) a person may see; none where no person is listening.
 */
export const ERRORS = {
  'signature-bad': { status: 401, retry: false, say: null },
  'signature-stale': { status: 401, retry: false, say: null },
  'mode-downgraded': { status: 401, retry: false, say: null },
  'appid-foreign': { status: 401, retry: false, say: null },
  'person-mismatch': { status: 401, retry: false, say: null },
  'xml-malformed': { status: 400, retry: false, say: null },
  'body-too-large': { status: 413, retry: false, say: null },
  'request-bad': { status: 400, retry: false, say: null },
  'not-found': { status: 404, retry: false, say: null },
  'not-allowed': { status: 401, retry: false, say: null },
  'store-away': { status: 503, retry: true, say: 'failed.again' },
  'too-busy': { status: 503, retry: true, say: 'failed.again' },
  'turn-overdue': { status: 503, retry: true, say: 'failed.again' },
  'media-refused': { status: 502, retry: false, say: 'photo.refused' },
  'media-away': { status: 502, retry: true, say: 'photo.away' },
  'wechat-refused': { status: 502, retry: false, say: null },
  'wechat-away': { status: 502, retry: true, say: 'failed.again' },
  'submission-unsure': { status: 503, retry: true, say: 'failed.submission' },
  'own-code': { status: 400, retry: false, say: 'failed.own-code' },
  'puppet-away': { status: 503, retry: true, say: 'failed.again' },
  'content-missing': { status: 500, retry: false, say: 'failed.again' },
  'config-bad': { status: 500, retry: false, say: null },
  internal: { status: 500, retry: false, say: 'failed.again' },
} as const satisfies Record<string, { status: number; retry: boolean; say: string | null }>

export type ErrorCode = keyof typeof ERRORS

/** An expected failure. `detail` is for the operator's log: never a person's words, never a secret. */
export class AppError extends Error {
  override name = 'AppError' as const
  readonly code: ErrorCode

  constructor(code: ErrorCode, detail = '', options: { cause?: unknown } = {}) {
    super(detail ? `${code}: ${detail}` : code, options)
    this.code = code
  }
}

/** Gives everything thrown a code, so that whoever answers need not guess. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError('internal', thrown instanceof Error ? thrown.name : typeof thrown, { cause: thrown })
}
