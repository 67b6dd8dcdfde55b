import { type WaitingRow, waitingStates } from '../../../shared/contract/waiting.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { inForce } from '../../../shared/domain/eligibility.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Register } from '../../../shared/domain/need-states.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { waitingPriorityLabels } from '../../../shared/domain/waiting.ts'
import { handNeed } from '../cases/assign.ts'
import { dropOpenNotices, insertCaseEvent, insertNotice } from '../cases/cases.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { allowedStep, byNow, takeStep, visibleNeed } from '../cases/need-flow.service.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { printWaiting } from './print-waiting.ts'
import {
  answerOffer,
  countEntries,
  countPlaced,
  entryPeople,
  familiesOf,
  findEntry,
  freePlaces,
  insertOffer,
  insertPlace,
  listEntries,
  nextInLine,
  offersOf,
  openOffer,
  openPlaces,
  turnsOf,
  updateEntry,
  type WaitingFamily,
  type WaitingRecord,
} from './waiting.repo.ts'

const toRow = (
  context: QueryContext,
  row: WaitingRecord,
  family: WaitingFamily | undefined,
  turns: ReadonlyMap<number, number>,
  nameOf: (key: string, version: number) => string,
): WaitingRow => ({
  id: row.id,
  version: row.version,
  programmeKey: row.programme_key,
  programmeName: nameOf(row.programme_key, row.programme_version),
  turn: turns.get(row.id) ?? null,
  caseId: row.case_id,
  caseNumber: row.case_number,
  needId: row.need_id,
  personId: row.client_id,
  name: row.name,
  nikMasked: maskNumber(row.nik),
  // Relatives outside the user's area are not named, as on a person's page.
  familyHead: family === undefined || !inArea(context.actor, family.headRegion) ? '' : (family.head ?? ''),
  familySize: family?.size ?? null,
  address: addressLine(row),
  village: row.village ?? '',
  priority: row.priority,
  reason: row.reason,
  joinedOn: row.joined_on,
  state: waitingStates.find((state) => state === row.state) ?? 'waiting',
  placeReason: row.place_reason ?? '',
  endedOn: row.ended_on,
  endedReason: row.ended_reason,
})

const visibleEntry = (context: QueryContext, id: number): WaitingRecord => {
  const found = findEntry(context.db, id)
  if (found === undefined || !inArea(context.actor, found.region_code))
    throw new AppError('NOT_FOUND', 'Antrean ini tidak ditemukan.', { hint: 'Muat ulang daftar tunggu.' })
  return found
}

const stale = (): AppError =>
  new AppError('CONFLICT', 'Antrean ini baru saja diubah orang lain.', {
    field: 'version',
    hint: 'Muat ulang daftar tunggu, lalu ulangi.',
  })

const notOffered = (): AppError =>
  new AppError('STATE', 'Keluarga ini tidak sedang ditawari tempat.', { hint: 'Muat ulang daftar tunggu.' })

/** Places go by the line of the whole office, so only somebody who sees the whole line gives them away. */
const refuseLimitedArea = (context: QueryContext): void => {
  if (context.actor.areas.length > 0)
    throw new AppError('FORBIDDEN', 'Tempat kosong diatur oleh petugas yang melihat seluruh wilayah kantor.', {
      hint: 'Minta petugas kabupaten/kota mencatatnya.',
    })
}

/** Proposes the next of the line for a place and writes it into the case. */
const proposeNext = (context: CommandContext, programmeKey: string, placeId: number) => {
  const { db } = context
  const by = byNow(context)
  const next = nextInLine(db, programmeKey, placeId)
  if (next === undefined) return null
  insertOffer(db, placeId, next.id, by)
  if (!updateEntry(db, next.id, next.version, { state: 'offered' }, by)) throw stale()
  const entry = findEntry(db, next.id)
  if (entry === undefined) throw stale()
  const name = programmeNamer(db)(entry.programme_key, entry.programme_version)
  // From here somebody has to call the family: who gave the place away, until it is handed on.
  const need = visibleNeed(context, entry.need_id)
  if (need.holder_id === null)
    handNeed(
      context,
      need,
      need.version,
      { id: context.actor.userId, name: context.actor.displayName },
      'Ada tempat kosong: hubungi keluarga ini.',
    )
  insertCaseEvent(
    db,
    {
      caseId: entry.case_id,
      needId: entry.need_id,
      kind: 'note',
      text: `Ada tempat kosong pada "${name}"; keluarga ini mendapat giliran.`,
    },
    by,
  )
  tellTurn(context, entry)
  return { entryId: entry.id, caseId: entry.case_id, name: entry.name, caseNumber: entry.case_number }
}

/** The resident has to hear that the turn came, or that it goes on waiting; what was not told yet is overtaken. */
const tellTurn = (context: CommandContext, entry: WaitingRecord): void => {
  dropOpenNotices(context.db, entry.need_id)
  insertNotice(context.db, { caseId: entry.case_id, needId: entry.need_id, state: 'waiting-turn', note: '' }, byNow(context))
}

/** Proposes a family for each of these places, until nobody is left in the line. */
const proposeAll = (context: CommandContext, programmeKey: string, places: readonly { id: number }[]) =>
  places.flatMap(({ id }) => proposeNext(context, programmeKey, id) ?? [])

const knownProgramme = (context: QueryContext, key: string): void => {
  if (!currentDefinitions(context.db, 'programme').some((one) => one.key === key))
    throw new AppError('VALIDATION', 'Program ini tidak ada.', { field: 'programmeKey', hint: 'Pilih program dari daftar.' })
}

/** Use cases of the waiting lists of programmes. */
export const waitingHandlers: Handlers<'waiting'> = {
  list: (context, { cursor, limit, ...filter }) => {
    const rows = listEntries(context.db, context.actor, filter, cursor === null ? null : unpackCursor(cursor), limit)
    const turns = turnsOf(context.db, [...new Set(rows.map((row) => row.programme_key))])
    const families = familiesOf(context.db, [...new Set(rows.map((row) => row.client_id))])
    const nameOf = programmeNamer(context.db)
    return page(
      rows,
      limit,
      (row) => toRow(context, row, families.get(row.client_id), turns, nameOf),
      (row) => packCursor(row.programme_key, row.priority, row.joined_on, row.id),
    )
  },

  programmes: (context) => {
    const { db } = context
    const today = context.today()
    const counts = countEntries(db, context.actor)
    const free = new Map(freePlaces(db).map((row) => [row.programme_key, row.count]))
    const count = (key: string, state: string): number =>
      counts.find((row) => row.programme_key === key && row.state === state)?.count ?? 0
    return currentDefinitions(db, 'programme')
      .map(({ key, name, body }) => {
        const quota = inForce(body.quotas, today)[0]
        return {
          key,
          name,
          waiting: count(key, 'waiting'),
          offered: count(key, 'offered'),
          placed: quota === undefined ? count(key, 'placed') : countPlaced(db, key, quota.validFrom, quota.validTo),
          quota: quota?.places ?? null,
          quotaSource: quota?.source ?? '',
          freePlaces: free.get(key) ?? 0,
          openPlaces: free.has(key) ? openPlaces(db, key).length : 0,
          owner: inForce(body.owners, today)[0]?.agency ?? '',
        }
      })
      .filter((row) => row.waiting + row.offered + row.placed + row.freePlaces > 0 || row.quota !== null)
      .sort((one, other) => other.waiting - one.waiting || one.name.localeCompare(other.name, 'id'))
  },

  setPriority: (context, { id, version, priority, reason }) => {
    const entry = visibleEntry(context, id)
    if (entry.state !== 'waiting' && entry.state !== 'offered')
      throw new AppError('STATE', 'Keluarga ini tidak lagi menunggu.', { hint: 'Muat ulang daftar tunggu.' })
    const by = byNow(context)
    if (!updateEntry(context.db, id, version, { priority, reason }, by)) throw stale()
    insertCaseEvent(
      context.db,
      {
        caseId: entry.case_id,
        needId: entry.need_id,
        kind: 'note',
        text: `Prioritas daftar tunggu "${programmeNamer(context.db)(entry.programme_key, entry.programme_version)}" menjadi ${waitingPriorityLabels[priority] ?? priority}.`,
        note: reason,
      },
      by,
    )
    context.audit({ entity: 'waiting', entityId: id, caseId: entry.case_id, detail: { priority } })
    return { id, version: version + 1 }
  },

  freePlace: (context, { programmeKey, reason, places }) => {
    refuseLimitedArea(context)
    knownProgramme(context, programmeKey)
    const made = Array.from({ length: places }, () => ({
      id: insertPlace(context.db, programmeKey, reason, context.today(), byNow(context)),
    }))
    const proposed = proposeAll(context, programmeKey, made)
    context.audit({
      entity: 'waiting-place',
      entityId: made[0]?.id ?? null,
      detail: { programme: programmeKey, places, proposed: proposed.length },
    })
    return { proposed }
  },

  propose: (context, { programmeKey }) => {
    refuseLimitedArea(context)
    const places = openPlaces(context.db, programmeKey)
    const [first] = places
    if (first === undefined)
      throw new AppError('STATE', 'Tidak ada tempat kosong yang belum ditawarkan.', {
        hint: 'Catat tempat kosong dahulu, atau tunggu jawaban keluarga yang sedang ditawari.',
      })
    const proposed = proposeAll(context, programmeKey, places)
    context.audit({
      entity: 'waiting-place',
      entityId: first.id,
      detail: { programme: programmeKey, places: places.length, proposed: proposed.length },
    })
    return { proposed }
  },

  take: (context, { id, version, note }) => {
    const entry = visibleEntry(context, id)
    if (entry.state !== 'offered' || openOffer(context.db, id) === undefined) throw notOffered()
    if (entry.version !== version) throw stale()
    const need = visibleNeed(context, entry.need_id)
    const flow = flowOf(context.db, need.register as Register)
    const step = allowedStep(context, need, flow, 'solved', { note, agencyId: null, dueDate: null })
    takeStep(context, need, flow, step, note)
    context.audit({ entity: 'waiting', entityId: id, caseId: entry.case_id, detail: { taken: true } })
    return { needId: need.id }
  },

  pass: (context, { id, version, reason }) => {
    refuseLimitedArea(context)
    const entry = visibleEntry(context, id)
    const offer = openOffer(context.db, id)
    if (entry.state !== 'offered' || offer === undefined) throw notOffered()
    const by = byNow(context)
    answerOffer(context.db, offer, 'passed', id, reason, by)
    if (!updateEntry(context.db, id, version, { state: 'waiting' }, by)) throw stale()
    const need = visibleNeed(context, entry.need_id)
    if (need.holder_id === context.actor.userId) handNeed(context, need, need.version, null, reason)
    insertCaseEvent(
      context.db,
      {
        caseId: entry.case_id,
        needId: entry.need_id,
        kind: 'note',
        text: `Tempat "${programmeNamer(context.db)(entry.programme_key, entry.programme_version)}" dilewati; keluarga ini tetap di daftar tunggu.`,
        note: reason,
      },
      by,
    )
    tellTurn(context, entry)
    const proposed = proposeNext(context, entry.programme_key, offer.place_id)
    context.audit({ entity: 'waiting', entityId: id, caseId: entry.case_id, detail: { passed: true } })
    return { proposed }
  },

  history: (context, { id }) => {
    const entry = visibleEntry(context, id)
    const people = entryPeople(context.db, id)
    const lines = [
      {
        at: people?.joined_at ?? '',
        by: people?.joined_by_name ?? '',
        text: `Masuk daftar tunggu, terhitung ${longDate(entry.joined_on)}.`,
      },
      ...offersOf(context.db, id).flatMap((offer) => [
        { at: offer.offered_at, by: offer.offered_by_name ?? '', text: `Ditawari tempat: ${offer.place_reason}.` },
        ...(offer.answered_at === null
          ? []
          : [
              {
                at: offer.answered_at,
                by: offer.answered_by_name ?? '',
                text: `${{ taken: 'Tempat diambil', passed: 'Dilewati', left: 'Keluar dari daftar' }[offer.answer] ?? ''}${offer.reason === '' ? '' : `: ${offer.reason}`}.`,
              },
            ]),
      ]),
    ]
    if (entry.ended_on !== null)
      lines.push({
        at: people?.updated_at ?? '',
        by: people?.ended_by_name ?? '',
        text: `${entry.state === 'placed' ? 'Sudah menerima program' : 'Keluar dari daftar tunggu'}${entry.ended_reason === '' ? '' : `: ${entry.ended_reason}`}.`,
      })
    return lines
  },

  print: printWaiting,
}
