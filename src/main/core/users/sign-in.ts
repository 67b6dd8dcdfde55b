import type { Session } from '../../../shared/contract/users.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { hashPasswordAside, verifyPassword } from './password.ts'
import { changePasswordCommand, signInCommand, storedPasswordCommand } from './users.service.ts'

/** What checking passwords needs of the threads. */
export interface SignInOptions {
  read(name: string, input: unknown): Promise<unknown>
  write(name: string, input: unknown, actor: Actor): Promise<unknown>
}

/** More people than this do not sign in at the same moment; a flood of guesses does. */
const mostWaiting = 10

const locked = (): AppError =>
  new AppError('FORBIDDEN', 'Terlalu banyak percobaan yang salah.', {
    hint: 'Tunggu lima menit, lalu coba lagi, atau minta administrator mengganti kata sandi.',
  })

/**
 * Checks passwords beside the threads, one after the other (each costs 64 MB and a fifth of a second): the writer only
 * counts the outcome, so wrong passwords hold up nobody's work.
 */
export class SignIn {
  readonly #options: SignInOptions
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(options: SignInOptions) {
    this.#options = options
  }

  /** @throws AppError BUSY while too many wait */
  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    if (this.#waiting >= mostWaiting)
      throw new AppError('BUSY', 'Terlalu banyak yang masuk pada saat yang sama.', { hint: 'Tunggu sebentar, lalu coba lagi.' })
    this.#waiting += 1
    const turn = this.#last.then(run)
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting -= 1
    }
  }

  async #check(username: string, password: string): Promise<{ hash: string; fits: boolean }> {
    const hash = (await this.#options.read(storedPasswordCommand.name, { username })) as string
    return { hash, fits: await verifyPassword(password, hash) }
  }

  /** @throws AppError UNAUTHENTICATED, FORBIDDEN while the account is locked, BUSY */
  signIn(system: Actor, input: { username: string; password: string }): Promise<Session> {
    return this.#inTurn(async () => {
      const checked = await this.#check(input.username, input.password)
      const answer = (await this.#options.write(signInCommand.name, { username: input.username, ...checked }, system)) as
        | { outcome: 'signed-in'; session: Session }
        | { outcome: 'refused' | 'locked' }
      if (answer.outcome === 'signed-in') return answer.session
      throw answer.outcome === 'locked'
        ? locked()
        : new AppError('UNAUTHENTICATED', 'Nama pengguna atau kata sandi tidak cocok.', {
            field: 'password',
            hint: 'Periksa huruf besar dan kecil, lalu coba lagi.',
          })
    })
  }

  /**
   * Changes one's own password; wrong ones count as at sign-in.
   * @throws AppError VALIDATION, FORBIDDEN while the account is locked, BUSY
   */
  changePassword(actor: Actor, input: { current: string; next: string }): Promise<void> {
    if (input.current === input.next)
      throw new AppError('VALIDATION', 'Kata sandi baru sama dengan yang lama.', {
        field: 'next',
        hint: 'Pilih kata sandi lain.',
      })
    return this.#inTurn(async () => {
      const checked = await this.#check(actor.username, input.current)
      const nextHash = checked.fits ? await hashPasswordAside(input.next) : null
      const { outcome } = (await this.#options.write(changePasswordCommand.name, { ...checked, nextHash }, actor)) as {
        outcome: 'fits' | 'refused' | 'locked'
      }
      if (outcome === 'locked') throw locked()
      if (outcome === 'refused')
        throw new AppError('VALIDATION', 'Kata sandi yang sekarang tidak cocok.', {
          field: 'current',
          hint: 'Ketik ulang kata sandi Anda yang sekarang.',
        })
    })
  }
}
