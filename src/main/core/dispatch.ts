import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { procedures } from '../../shared/contract/index.ts'
import type { Procedure } from '../../shared/contract/procedure.ts'
import type { Session } from '../../shared/contract/users.ts'
import { AppError, type ErrorData } from '../../shared/domain/errors.ts'

/** What every call answers, in every host. */
export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorData }

/** Finds a procedure of the contract. @throws AppError UNKNOWN_PROCEDURE */
export const findProcedure = (name: string): Procedure => {
  const procedure = procedures.get(name)
  if (procedure === undefined)
    throw new AppError('UNKNOWN_PROCEDURE', 'Perintah ini tidak dikenal.', {
      hint: 'Muat ulang aplikasi; mungkin versinya berbeda.',
    })
  return procedure
}

/** What somebody who must change a password may still call. */
const beforePasswordChange = new Set(['users.changePassword', 'users.signOut'])

/**
 * Checks the access that a procedure asks for.
 * @throws AppError UNAUTHENTICATED or FORBIDDEN
 */
export const authorise = (name: string, procedure: Procedure, session: Session | null): void => {
  if (procedure.access === 'public') return
  if (session === null)
    throw new AppError('UNAUTHENTICATED', 'Anda belum masuk.', { hint: 'Masuk dengan nama pengguna dan kata sandi.' })
  if (session.mustChangePassword && !beforePasswordChange.has(name))
    throw new AppError('FORBIDDEN', 'Kata sandi pertama harus diganti dahulu.', { hint: 'Ganti kata sandi, lalu lanjutkan.' })
  if (procedure.access === 'signed-in') return
  if (!session.permissions.includes(procedure.access))
    throw new AppError('FORBIDDEN', 'Peran Anda tidak boleh melakukan ini.', { hint: 'Minta hak kepada administrator kantor.' })
}

/**
 * Checks the input against the contract.
 * @throws AppError VALIDATION naming the first field that does not fit
 */
export const validate = (procedure: Procedure, input: unknown): unknown => {
  const parsed = parse(procedure, input)
  if (parsed.success) return parsed.data
  throw validationError(parsed.error, input)
}

const parse = (procedure: Procedure, input: unknown): z.ZodSafeParseResult<unknown> => {
  try {
    return procedure.input.safeParse(input)
  } catch (error) {
    // Brackets within brackets by the thousand exhaust the stack; no screen of ours sends that.
    if (!(error instanceof RangeError)) throw error
    throw new AppError('VALIDATION', 'Isian tidak lengkap atau tidak sah.', { hint: 'Periksa isian itu, lalu kirim lagi.' })
  }
}

/** What an input holds at a path; undefined where nothing is. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) => (value === null || value === undefined ? undefined : Reflect.get(Object(value), part)),
    input,
  )

const validationError = (error: z.ZodError, input: unknown): AppError => {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  const unknown = issue?.code === 'unrecognized_keys'
  const ours =
    issue !== undefined &&
    (issue.code === 'custom' || issue.code === 'too_small' || issue.code === 'too_big' || issue.code === 'invalid_format')
  // An empty box of a form, not a wrong value in it.
  if (issue?.code === 'invalid_type' && field !== '' && (valueAt(input, issue.path) ?? null) === null)
    return new AppError('VALIDATION', 'Isian ini belum diisi.', { field, hint: 'Isi dahulu, lalu coba lagi.' })
  const message = unknown
    ? 'Ada isian yang tidak dikenal.'
    : ours && issue.message !== ''
      ? issue.message
      : 'Isian tidak lengkap atau tidak sah.'
  return new AppError('VALIDATION', message, { ...(field === '' ? {} : { field }), hint: 'Periksa isian itu, lalu kirim lagi.' })
}

/** A short reference that stands in the log and on the screen. */
export const newReference = (): string => randomBytes(4).toString('hex').toUpperCase()

/** What a user sees of an error nobody foresaw. */
export const internalError = (ref: string): ErrorData => ({
  code: 'INTERNAL',
  message: 'Terjadi kesalahan yang tidak terduga.',
  hint: `Coba lagi. Bila berulang, laporkan dengan nomor rujukan ${ref}.`,
  ref,
})
