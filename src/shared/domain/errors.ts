/** Kinds of refusal. The screen decides by `code`; people read `message` and `hint`. */
export const errorCodes = [
  'VALIDATION',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'STATE',
  'CONFIRM',
  'BAD_FILE',
  'BUSY',
  'CANCELLED',
  'DISK',
  'DATABASE',
  'OWNED',
  'UNKNOWN_PROCEDURE',
  'INTERNAL',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** An error as it crosses to a screen or a script: never a stack, a path, SQL or personal data. */
export interface ErrorData {
  code: ErrorCode
  /** What is wrong, in Indonesian, one sentence. */
  message: string
  /** Which input field, as a dotted path of the procedure's input. */
  field?: string
  /** What to do now, in Indonesian. */
  hint?: string
  /** Reference that stands in the log beside the technical detail. */
  ref?: string
}

/** A refusal that a user can understand. Everything else that is thrown becomes INTERNAL with a reference. */
export class AppError extends Error {
  readonly data: ErrorData
  constructor(code: ErrorCode, message: string, more: { field?: string; hint?: string; ref?: string } = {}) {
    super(message)
    this.name = 'AppError'
    this.data = { code, message, ...more }
  }
}

/** Tells an error that crossed a thread or the network from any other value. */
export const isErrorData = (value: unknown): value is ErrorData =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as ErrorData).message === 'string' &&
  errorCodes.includes((value as ErrorData).code)
