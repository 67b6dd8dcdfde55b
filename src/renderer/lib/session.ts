import { createContext, useContext } from 'react'
import type { OutputOf } from '../../shared/contract/index.ts'
import type { Session } from '../../shared/contract/users.ts'
import { dayIn } from '../../shared/domain/dates.ts'
import type { Permission } from '../../shared/domain/permissions.ts'

/** What every signed-in screen may rely on. */
export interface SessionValue {
  session: Session
  status: OutputOf<'app.status'>
}

export const SessionContext = createContext<SessionValue | null>(null)

/** The signed-in user and the office's status. Only below the shell. */
export const useSession = (): SessionValue => {
  const value = useContext(SessionContext)
  if (value === null) throw new Error('useSession is used outside the signed-in shell')
  return value
}

/** `const may = useMay(); may('people.write')`: whether to show a button. The core checks again. */
export const useMay = (): ((permission: Permission) => boolean) => {
  const { session } = useSession()
  return (permission) => session.permissions.includes(permission)
}

/** The office's time zone (WIB, WITA, WIT) and the present day in it, `YYYY-MM-DD`. */
export const useOfficeTime = (): { timeZone: string; today: string } => {
  const { status } = useSession()
  const timeZone = status.timeZone === '' ? 'Asia/Jakarta' : status.timeZone
  return { timeZone, today: dayIn(new Date(), timeZone) }
}
