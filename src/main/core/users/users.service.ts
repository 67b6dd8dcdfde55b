import type { Session } from '../../../shared/contract/users.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import { type CommandContext, type Handlers, internalCommand } from '../context.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { hashPassword, nobodysHash } from './password.ts'
import { rightsOfRoles } from './rights.ts'
import {
  findUser,
  insertUser,
  listUsers,
  recordFailure,
  recordSignIn,
  setPasswordHash,
  type UserRecord,
  updateUser,
} from './users.repo.ts'

const attemptsBeforeLock = 5
const lockMinutes = 5

/** The session data of a user: the union of the permissions of the roles, as the role definitions stand now. */
export const sessionOf = (db: Db, user: UserRecord): Session => {
  const held = currentDefinitions(db, 'role').filter((role) => user.roles.includes(role.key))
  return {
    userId: user.id,
    username: user.username,
    displayName: user.displayName,
    roles: user.roles,
    roleNames: held.map((role) => role.name),
    permissions: rightsOfRoles(db, user.roles),
    areas: user.areas,
    mustChangePassword: user.mustChangePassword,
  }
}

/** The stored hash of a user name, for checking a password outside the writer; somebody unknown gets one that never fits. */
const storedPassword = internalCommand(
  'users.stored-password',
  (context: CommandContext, input: { username: string }): string =>
    findUser(context.db, { username: input.username.trim() })?.passwordHash ?? nobodysHash,
  { audited: false },
)

/** A password that was checked against `hash`, the stored one of that moment. */
interface CheckedPassword {
  hash: string
  fits: boolean
}

/**
 * Counts an attempt. Attempts that were checked side by side are counted one after the other here, so a flood of them gets
 * no more guesses than a patient one. The outcome is answered, not thrown: a failed attempt must be committed.
 */
const countAttempt = (context: CommandContext, user: UserRecord, checked: CheckedPassword): 'fits' | 'refused' | 'locked' => {
  const lockEnds = (from: string): string => new Date(Date.parse(from) + lockMinutes * 60_000).toISOString()
  const now = context.now()
  // A lock that ends later than any lock could was written before the clock was set back: it is over.
  if (user.lockedUntil !== null && user.lockedUntil > now && user.lockedUntil <= lockEnds(now)) return 'locked'
  if (checked.fits && checked.hash === user.passwordHash) return 'fits'
  const attempts = user.failedAttempts + 1
  const lockedUntil = attempts % attemptsBeforeLock === 0 ? lockEnds(now) : null
  recordFailure(context.db, user.id, attempts, lockedUntil)
  context.audit({ entity: 'user', entityId: user.id, detail: { outcome: 'refused', attempts } })
  return lockedUntil === null ? 'refused' : 'locked'
}

/** Signs in after the password was checked. */
const signIn = internalCommand('users.sign-in', (context: CommandContext, input: CheckedPassword & { username: string }) => {
  const user = findUser(context.db, { username: input.username.trim() })
  if (user === undefined || !user.active) return { outcome: 'refused' as const }
  const outcome = countAttempt(context, user, input)
  if (outcome !== 'fits') return { outcome }
  recordSignIn(context.db, user.id, context.now())
  context.audit({ entity: 'user', entityId: user.id, detail: { outcome: 'signed-in' } })
  return { outcome: 'signed-in' as const, session: sessionOf(context.db, user) }
})

/** Sets one's own new password (already hashed) after the present one was checked. */
const changePassword = internalCommand(
  'users.changePassword',
  (context: CommandContext, input: CheckedPassword & { nextHash: string | null }) => {
    const user = findUser(context.db, { id: context.actor.userId })
    if (user === undefined || !user.active) return { outcome: 'refused' as const }
    const outcome = countAttempt(context, user, input)
    if (outcome !== 'fits' || input.nextHash === null) return { outcome }
    setPasswordHash(context.db, user.id, input.nextHash, false, { userId: user.id, now: context.now() })
    context.audit({ entity: 'user', entityId: user.id, detail: { passwordChanged: true } })
    return { outcome }
  },
)

/** The session of a user as it is now; null when the account was closed meanwhile. */
export const freshSession = (db: Db, userId: number): Session | null => {
  const user = findUser(db, { id: userId })
  return user?.active === true ? sessionOf(db, user) : null
}

const refreshSession = internalCommand(
  'users.fresh-session',
  (context: CommandContext, input: { userId: number }) => freshSession(context.db, input.userId),
  { audited: false },
)

/** Adds the first administrator when a database is made. */
export const createFirstAdministrator = (
  db: Db,
  admin: { username: string; displayName: string; password: string },
  now: string,
): number =>
  insertUser(
    db,
    {
      username: admin.username,
      displayName: admin.displayName,
      passwordHash: hashPassword(admin.password),
      roles: ['admin'],
      areas: [],
      mustChangePassword: false,
    },
    { userId: 0, now },
  )

const refuseUnknownRoles = (db: Db, roles: string[]): void => {
  const known = new Set(currentDefinitions(db, 'role').map((role) => role.key))
  const unknown = roles.find((role) => !known.has(role))
  if (unknown !== undefined)
    throw new AppError('VALIDATION', 'Peran ini tidak ada.', { field: 'roles', hint: 'Pilih peran dari daftar.' })
}

/** Somebody must always be able to manage users, or the office locks itself out. */
export const refuseWithoutManager = (db: Db): void => {
  const someone = listUsers(db).some((user) => user.active && may(sessionOf(db, user), 'users.manage'))
  if (!someone)
    throw new AppError('STATE', 'Harus ada paling sedikit satu pengguna aktif yang boleh mengelola pengguna.', {
      hint: 'Beri hak itu kepada pengguna lain lebih dahulu.',
    })
}

/** Use cases of users and their rights. Sign-in, sign-out and one's own password belong to the composition root (they change connections). */
export const usersHandlers: Handlers<'users'> = {
  list: ({ db }) =>
    listUsers(db).map(({ id, username, displayName, roles, areas, active, lastSignInAt, version }) => ({
      id,
      username,
      displayName,
      roles,
      areas,
      active,
      lastSignInAt,
      version,
    })),
  colleagues: ({ db }) => {
    const names = new Map(currentDefinitions(db, 'role').map((role) => [role.key, role.name]))
    return listUsers(db)
      .filter((user) => user.active)
      .map((user) => ({
        id: user.id,
        displayName: user.displayName,
        roleNames: user.roles.map((role) => names.get(role) ?? role),
        worksOnCases: rightsOfRoles(db, user.roles).includes('cases.write'),
      }))
  },
  roles: ({ db }) =>
    currentDefinitions(db, 'role').map((role) => ({
      key: role.key,
      name: role.name,
      description: role.body.description,
      permissions: role.body.permissions,
    })),
  create: (context, input) => {
    refuseUnknownRoles(context.db, input.roles)
    if (findUser(context.db, { username: input.username }) !== undefined)
      throw new AppError('CONFLICT', 'Nama pengguna ini sudah dipakai.', { field: 'username', hint: 'Pilih nama pengguna lain.' })
    const id = insertUser(
      context.db,
      { ...input, passwordHash: hashPassword(input.password), mustChangePassword: true },
      { userId: context.actor.userId, now: context.now() },
    )
    context.audit({ entity: 'user', entityId: id, detail: { roles: input.roles, areas: input.areas } })
    return { id, version: 1 }
  },
  update: (context, input) => {
    refuseUnknownRoles(context.db, input.roles)
    if (!updateUser(context.db, input, { userId: context.actor.userId, now: context.now() }))
      throw new AppError('CONFLICT', 'Data pengguna ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi.' })
    refuseWithoutManager(context.db)
    context.audit({
      entity: 'user',
      entityId: input.id,
      detail: { roles: input.roles, areas: input.areas, active: input.active },
    })
    return { id: input.id, version: input.version + 1 }
  },
  resetPassword: (context, { id, version, password }) => {
    const user = findUser(context.db, { id })
    if (user === undefined) throw new AppError('NOT_FOUND', 'Pengguna tidak ditemukan.')
    if (user.version !== version)
      throw new AppError('CONFLICT', 'Data pengguna ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi.' })
    setPasswordHash(context.db, id, hashPassword(password), true, { userId: context.actor.userId, now: context.now() })
    context.audit({ entity: 'user', entityId: id, detail: { passwordReset: true } })
    return { id, version: version + 1 }
  },
}

/** Reached only through the composition root. */
export const usersInternal = [storedPassword, signIn, changePassword, refreshSession]
export {
  changePassword as changePasswordCommand,
  refreshSession as freshSessionCommand,
  signIn as signInCommand,
  storedPassword as storedPasswordCommand,
}
