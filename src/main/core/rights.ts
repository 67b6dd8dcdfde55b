import { AppError } from '../../shared/domain/errors.ts'
import { may, type Permission, permissionLabels } from '../../shared/domain/permissions.ts'
import type { QueryContext } from './context.ts'

/** For deeds that ask for more than the right to call their procedure. @throws AppError FORBIDDEN, naming the right */
export const mustMay = (context: QueryContext, permission: Permission): void => {
  if (!may(context.actor, permission))
    throw new AppError('FORBIDDEN', `Anda tidak berhak: ${permissionLabels[permission].toLowerCase()}.`, {
      hint: 'Minta rekan yang berhak, atau minta administrator memberi haknya.',
    })
}

/** For what counts for the whole office, whoever's area it is done in. @throws AppError FORBIDDEN for users with an area */
export const mustServeWholeOffice = (context: QueryContext, what: string): void => {
  if (context.actor.areas.length > 0)
    throw new AppError('FORBIDDEN', `${what} berlaku untuk seluruh kantor.`, {
      hint: 'Minta petugas yang melihat seluruh wilayah kantor.',
    })
}
