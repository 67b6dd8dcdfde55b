import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { findClient } from '../cases/cases.repo.ts'
import type { QueryContext } from '../context.ts'

/**
 * A person of the register inside the user's area.
 * @throws AppError NOT_FOUND, also when outside the area
 */
export const visiblePerson = (context: QueryContext, id: number): NonNullable<ReturnType<typeof findClient>> => {
  const found = findClient(context.db, id)
  if (found === undefined || !inArea(context.actor, found.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { field: 'personId', hint: 'Cari warga itu sekali lagi.' })
  return found
}
