import type { StoredFinding } from '../../../shared/contract/checks.ts'
import { checkOf, checkTable } from '../../../shared/domain/checks/table.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { findPerson, membershipsOf } from '../people/people.repo.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { familyToCheck } from './facts.sqlite.ts'
import { countFindings, headsOf, listFindings, removeFinding } from './findings.repo.ts'
import { insertFindings } from './findings.sqlite.ts'
import { noteInHistory } from './history.repo.ts'
import { liveFindings, markedFindings, toAcceptance } from './live.ts'
import { countOverrides, endOverride, insertOverride, listOverrides, overrideById, type SubjectKey } from './overrides.repo.ts'
import { lastScan, scanChecks, scanInternal } from './scan.ts'

const notFound = (what: string): AppError =>
  new AppError('NOT_FOUND', `${what} tidak ditemukan.`, { hint: 'Cari sekali lagi; mungkin sudah digabungkan atau dihapus.' })

/** @throws AppError NOT_FOUND for a record that the user may not see */
const refuseUnseen = (context: QueryContext, key: SubjectKey): void => {
  if (key.personId !== null) {
    const person = findPerson(context.db, key.personId)
    if (person === undefined || person.merged_into !== null || !inArea(context.actor, person.region_code)) throw notFound('Warga')
    return
  }
  const family = familyToCheck(context.db, key.familyId)
  if (
    family === undefined ||
    ![family.regionCode, ...family.members.map(({ regionCode }) => regionCode)].some((code) => inArea(context.actor, code))
  )
    throw notFound('Keluarga')
}

/** A family's head, unless outside the user's area: relatives there are not named, as on a person's page. */
const seen = <H extends { region_code: string | null }>(context: QueryContext, head: H | undefined): H | undefined =>
  head !== undefined && inArea(context.actor, head.region_code) ? head : undefined

const readPosition = (cursor: string | null): number | null => {
  if (cursor === null) return null
  const [id] = unpackCursor(cursor)
  if (typeof id === 'number') return id
  throw new AppError('VALIDATION', 'Penanda halaman tidak dikenal.', { field: 'cursor', hint: 'Muat ulang daftar.' })
}

/** Which checks a filter leaves; null = all. */
const wantedChecks = (filter: { checkId: string | null; severity: string | null }): string[] | null =>
  filter.checkId === null && filter.severity === null
    ? null
    : checkTable
        .filter(
          ({ id, severity }) =>
            (filter.checkId === null || id === filter.checkId) && (filter.severity === null || severity === filter.severity),
        )
        .map(({ id }) => id)

/** Use cases of checks. */
export const checksHandlers: Handlers<'checks'> = {
  ofPerson: (context, { id }) => {
    refuseUnseen(context, { personId: id, familyId: null })
    const familyId = membershipsOf(context.db, id).find(({ to_date }) => to_date === null)?.family_id ?? null
    return {
      person: liveFindings(context, { personId: id, familyId: null }),
      familyId,
      family: familyId === null ? [] : liveFindings(context, { personId: null, familyId }),
    }
  },
  ofFamily: (context, { id }) => {
    const key = { personId: null, familyId: id }
    refuseUnseen(context, key)
    return liveFindings(context, key)
  },
  accept: (context, { checkId, personId, familyId, reason }) => {
    const key = (personId === null ? { personId, familyId: familyId as number } : { personId, familyId: null }) as SubjectKey
    refuseUnseen(context, key)
    const found = markedFindings(context, key).find(({ id }) => id === checkId)
    if (found === undefined)
      throw new AppError('STATE', 'Temuan ini sudah tidak ada; datanya sudah diubah.', { hint: 'Muat ulang halaman ini.' })
    if (!found.overridable)
      throw new AppError('VALIDATION', 'Temuan ini tidak dapat diterima dengan alasan; datanya harus dibetulkan.', {
        field: 'checkId',
        hint: found.fix,
      })
    const by = { userId: context.actor.userId, now: context.now() }
    const id = insertOverride(context.db, key, { checkId, fingerprint: found.fingerprint, reason }, by)
    removeFinding(context.db, checkId, key)
    noteInHistory(context.db, key, { checkId, before: '', after: reason }, by)
    // The reason is free text and may name people: it stays out of the trail.
    context.audit({ entity: 'check', entityId: id, detail: { check: checkId, person: personId, family: familyId } })
    return { id }
  },
  revoke: (context, { id }) => {
    const row = overrideById(context.db, id)
    if (row === undefined) throw notFound('Temuan yang diterima')
    const key = { personId: row.person_id, familyId: row.family_id } as SubjectKey
    refuseUnseen(context, key)
    const by = { userId: context.actor.userId, now: context.now() }
    endOverride(context.db, id, by)
    noteInHistory(context.db, key, { checkId: row.check_id, before: row.reason, after: '' }, by)
    const scan = lastScan(context)
    const found = markedFindings(context, key).find((one) => one.id === row.check_id)
    if (scan !== null && found !== undefined)
      insertFindings(context.db, scan.scanId, [{ checkId: row.check_id, ...key, message: found.message }])
    context.audit({
      entity: 'check',
      entityId: id,
      detail: { check: row.check_id, person: row.person_id, family: row.family_id },
    })
    return {}
  },
  accepted: (context, { cursor, limit }) => {
    const { db, actor } = context
    const rows = listOverrides(db, scopeOf(db, actor.areas), readPosition(cursor), limit + 1)
    const heads = headsOf(
      db,
      rows.flatMap(({ family_id }) => family_id ?? []),
    )
    return page(
      rows,
      limit,
      (row) => {
        const head = seen(context, heads.get(row.family_id ?? 0))
        return {
          ...toAcceptance(row),
          openPersonId: row.person_id ?? head?.id ?? null,
          severity: checkOf(row.check_id)?.severity ?? 'warning',
          personId: row.person_id,
          familyId: row.family_id,
          name: row.name ?? head?.name ?? '',
          village: row.village ?? '',
        }
      },
      (row) => packCursor(row.id),
    )
  },
  scan: (context) => {
    if (context.actor.areas.length > 0)
      throw new AppError('FORBIDDEN', 'Pemeriksaan ini membaca data seluruh kabupaten/kota.', {
        hint: 'Minta petugas kabupaten/kota menjalankannya; hasil di wilayah Anda tetap tampil di daftar.',
      })
    return scanChecks(context)
  },
  summary: (context, { region }) => {
    const { db, actor } = context
    const scope = scopeOf(db, actor.areas, region)
    const scan = lastScan(context)
    const counts = scan === null ? new Map<string, number>() : countFindings(db, scan.scanId, scope)
    return {
      // How many people the district has is not for users of a village.
      lastScan:
        scan === null
          ? null
          : actor.areas.length === 0
            ? { at: scan.at, people: scan.people, families: scan.families }
            : { at: scan.at, people: 0, families: 0 },
      accepted: countOverrides(db, scope),
      counts: checkTable.flatMap(({ id, title, severity }) => {
        const open = counts.get(id) ?? 0
        return open === 0 ? [] : [{ checkId: id, title, severity, open }]
      }),
    }
  },
  list: (context, { cursor, limit, region, ...filter }) => {
    const { db, actor } = context
    const scan = lastScan(context)
    if (scan === null) return { items: [], next: null }
    const rows = listFindings(db, scan.scanId, {
      scope: scopeOf(db, actor.areas, region),
      checkIds: wantedChecks(filter),
      after: readPosition(cursor) ?? 0,
      limit: limit + 1,
    })
    const heads = headsOf(
      db,
      rows.flatMap(({ family_id }) => family_id ?? []),
    )
    return page(
      rows,
      limit,
      (row): StoredFinding => {
        const check = checkOf(row.check_id)
        const head = seen(context, heads.get(row.family_id ?? 0))
        return {
          id: row.id,
          checkId: row.check_id,
          title: check?.title ?? row.check_id,
          severity: check?.severity ?? 'warning',
          message: row.message,
          fix: check?.fix ?? '',
          personId: row.person_id,
          familyId: row.family_id,
          openPersonId: row.person_id ?? head?.id ?? null,
          name: row.name ?? head?.name ?? '',
          numberMasked: maskNumber(row.nik ?? row.kk_number),
          village: row.village ?? '',
          changedSince: row.updated_at > scan.at,
        }
      },
      (row) => packCursor(row.id),
    )
  },
}

/** Commands of the scan. */
export const checksInternal = scanInternal
