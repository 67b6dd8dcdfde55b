import { addDays, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, Handlers } from '../context.ts'
import { findActing } from '../office/acting.repo.ts'
import { listSignatories } from '../office/office.repo.ts'
import { mustMay } from '../rights.ts'
import { lastItemOfLetter, mapOfLetter, settleMap, signedFileOf } from './letter-maps.repo.ts'
import { markSigned, receiveFiles, signedInternal } from './signed-files.service.ts'
import {
  countToInitial,
  deleteInitials,
  insertInitial,
  insertItems,
  insertMap,
  lastInitialsNeeded,
  listMaps,
  type MapLetterRecord,
  type MapRecord,
  mapInitials,
  mapItems,
  type SignerKey,
  updateItem,
  updateMap,
  waitingLetters,
  waitingSigners,
} from './signing.repo.ts'
import {
  byNow,
  mustStand,
  sameMap,
  signerOf,
  staleMap,
  toMapItems,
  toMapLetters,
  toMapRow,
  visibleLetters,
  visibleMap,
} from './signing-access.ts'
import { coverList, exportMap, printInternal, printMap } from './signing-print.ts'

/** How far back letters are offered, in days by their date: what lies here longer was signed without a map. */
const offeredDays = 90

/** Changes a map, with its audit event. @throws AppError CONFLICT */
const change = (
  context: CommandContext,
  map: MapRecord,
  values: Parameters<typeof updateMap>[3],
  detail: Record<string, string | number | boolean | null>,
): { id: number; version: number } => {
  if (!updateMap(context.db, map.id, map.version, values, byNow(context))) throw staleMap()
  context.audit({ entity: 'signing-map', entityId: map.id, detail })
  return { id: map.id, version: map.version + 1 }
}

/**
 * Letters that may go into a map: unsigned, of its signer, in no other map.
 * @throws AppError STATE or VALIDATION, naming the letter
 */
const checkLetters = (context: CommandContext, letters: readonly MapLetterRecord[], signer: SignerKey): void => {
  for (const letter of letters) {
    const name = letter.number === null ? `Draf ${letter.kind_name ?? 'surat'}` : `Surat nomor ${letter.number}`
    const other = mapOfLetter(context.db, letter.id)
    if (other !== undefined)
      throw new AppError('STATE', `${name} sudah ada dalam map "${other.title}".`, {
        hint: 'Satu surat hanya ada dalam satu map. Keluarkan dari map itu lebih dahulu.',
      })
    if (letter.state === 'cancelled')
      throw new AppError('STATE', `${name} sudah dibatalkan.`, { hint: 'Muat ulang daftar, lalu pilih lagi.' })
    if (letter.signed_on !== null || letter.handed_on !== null || signedFileOf(context.db, letter.id) !== undefined)
      throw new AppError('STATE', `${name} sudah ditandatangani atau diserahkan.`, {
        hint: 'Muat ulang daftar, lalu pilih lagi.',
      })
    if (letter.signatory_id !== signer.signatoryId || letter.acting_id !== signer.actingId)
      throw new AppError('VALIDATION', `${name} ditandatangani orang lain.`, {
        field: 'letterIds',
        hint: 'Satu map untuk satu penanda tangan. Periksa tanggal dan penanda tangan suratnya.',
      })
  }
}

/** @throws AppError VALIDATION for a signer that does not exist */
const checkSigner = (context: CommandContext, signer: SignerKey): void => {
  const post = listSignatories(context.db).find(({ id }) => id === signer.signatoryId)
  const acting = signer.actingId === null ? null : findActing(context.db, signer.actingId)
  if (post === undefined || acting === undefined || (acting !== null && acting.signatory_id !== signer.signatoryId))
    throw new AppError('VALIDATION', 'Penanda tangan tidak ditemukan.', { field: 'signatoryId', hint: 'Muat ulang halaman.' })
}

const inMap = (map: MapRecord, context: CommandContext) => mapItems(context.db, map.id).filter((item) => item.item_state === 'in')

/** Use cases of the signing map. */
export const signingHandlers: Handlers<'signing'> = {
  waiting: (context) => {
    const posts = new Map(listSignatories(context.db).map((post) => [post.id, post]))
    return waitingSigners(context.db, context.actor, addDays(context.today(), -offeredDays)).map((row) => {
      const post = posts.get(row.signatory_id)
      const acting = row.acting_id === null ? undefined : post?.acting.find(({ id }) => id === row.acting_id)
      return {
        ...signerOf({
          signatory_id: row.signatory_id,
          acting_id: row.acting_id,
          position: post?.position ?? '',
          post_name: post?.name ?? '',
          acting_name: acting?.name ?? null,
          acting_kind: acting?.kind ?? null,
        }),
        printed: row.printed,
        drafts: row.drafts,
        initialsNeeded: lastInitialsNeeded(context.db, row.signatory_id) ?? 1,
      }
    })
  },

  candidates: (context, signer) =>
    toMapLetters(context, waitingLetters(context.db, context.actor, signer, addDays(context.today(), -offeredDays))),

  create: (context, { title, initialsNeeded, letterIds, ...signer }) => {
    checkSigner(context, signer)
    checkLetters(context, visibleLetters(context, letterIds), signer)
    const post = listSignatories(context.db).find(({ id }) => id === signer.signatoryId)
    const name = title === '' ? `${post?.position ?? 'Map'}, ${longDate(context.today())}` : title
    const id = insertMap(context.db, { ...signer, title: name, initialsNeeded }, byNow(context))
    insertItems(context.db, id, letterIds)
    context.audit({ entity: 'signing-map', entityId: id, detail: { letters: letterIds.length } })
    return { id, version: 1 }
  },

  add: (context, { id, version, letterIds }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['open'], 'Kembalikan map ke penyusunan lebih dahulu, atau susun map baru.')
    checkLetters(context, visibleLetters(context, letterIds), { signatoryId: map.signatory_id, actingId: map.acting_id })
    insertItems(context.db, id, letterIds)
    return change(context, map, {}, { added: letterIds.length })
  },

  arrange: (context, { id, version, letterIds }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['open'], 'Urutan ditetapkan sebelum map diajukan.')
    const items = inMap(map, context)
    const wanted = new Map(letterIds.map((letterId, index) => [letterId, index + 1]))
    if (wanted.size !== items.length || items.some((item) => !wanted.has(item.id)))
      throw new AppError('VALIDATION', 'Urutan ini tidak memuat semua surat dalam map.', {
        field: 'letterIds',
        hint: 'Muat ulang map.',
      })
    for (const item of items) updateItem(context.db, item.item_id, { position: wanted.get(item.id) ?? item.position })
    return change(context, map, {}, { arranged: items.length })
  },

  note: (context, { id, version, letterId, note }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['open', 'initials', 'ready'], 'Catatan ditulis sebelum map dicetak.')
    const item = inMap(map, context).find((one) => one.id === letterId)
    if (item === undefined) throw notInMap()
    updateItem(context.db, item.item_id, { note })
    return change(context, map, {}, { noted: letterId })
  },

  takeOut: (context, { id, version, letterId, reason }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['open', 'initials', 'ready', 'signing'], 'Surat dalam map ini tidak berubah lagi.')
    mustMay(context, map.state === 'open' ? 'letters.write' : map.state === 'signing' ? 'letters.sign' : 'letters.initial')
    if (map.state !== 'open' && reason === '')
      throw new AppError('VALIDATION', 'Tulis mengapa surat ini dikeluarkan.', {
        field: 'reason',
        hint: 'Alasannya dibaca petugas yang menyusun surat itu.',
      })
    const item = inMap(map, context).find((one) => one.id === letterId)
    if (item === undefined) throw notInMap()
    const by = byNow(context)
    updateItem(context.db, item.item_id, { state: 'out', reason, message: '' }, by)
    const saved = change(context, map, {}, { takenOut: letterId, state: map.state })
    return settleMap(context.db, map.id, by) ? { ...saved, version: saved.version + 1 } : saved
  },

  submit: (context, { id, version }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['open'], 'Muat ulang map.')
    const items = inMap(map, context)
    if (items.length === 0)
      throw new AppError('STATE', 'Map ini masih kosong.', { hint: 'Tambahkan surat yang menunggu tanda tangan.' })
    // Dates and signers of drafts may have changed since they were gathered.
    const foreign = items.find((item) => item.signatory_id !== map.signatory_id || item.acting_id !== map.acting_id)
    if (foreign !== undefined)
      throw new AppError(
        'STATE',
        `${foreign.number === null ? `Draf ${foreign.kind_name ?? 'surat'} ${foreign.client_name ?? ''}`.trim() : `Surat nomor ${foreign.number}`} kini ditandatangani orang lain.`,
        { hint: 'Keluarkan surat itu dari map, atau kembalikan tanggal dan penanda tangannya.' },
      )
    return change(
      context,
      map,
      { state: map.initials_needed === 0 ? 'ready' : 'initials' },
      { submitted: items.length, initialsNeeded: map.initials_needed },
    )
  },

  initial: (context, { id, version }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['initials'], 'Muat ulang map.')
    const given = mapInitials(context.db, id)
    if (given.some((one) => one.user_id === context.actor.userId))
      throw new AppError('STATE', 'Anda sudah memaraf map ini.', { hint: 'Paraf berikutnya dari rekan atau atasan Anda.' })
    const items = inMap(map, context)
    if (items.length === 0)
      throw new AppError('STATE', 'Semua surat sudah dikeluarkan dari map ini.', {
        hint: 'Bubarkan map, atau kembalikan ke penyusunan.',
      })
    insertInitial(context.db, id, byNow(context))
    const complete = given.length + 1 >= map.initials_needed
    return change(context, map, complete ? { state: 'ready' } : {}, { initialled: items.length, complete })
  },

  reopen: (context, { id, version, reason }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['initials', 'ready'], 'Hanya map yang belum dicetak yang dapat disusun lagi.')
    deleteInitials(context.db, id)
    return change(context, map, { state: 'open', reason }, { reopened: true })
  },

  dissolve: (context, { id, version, reason }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['open', 'initials', 'ready', 'signing'], 'Muat ulang daftar map.')
    // At the signer's it is for those who may also take its letters out one by one.
    if (map.state === 'signing') mustMay(context, 'letters.sign')
    const by = byNow(context)
    const items = inMap(map, context)
    for (const item of items) updateItem(context.db, item.item_id, { state: 'out', reason, message: '' }, by)
    return change(context, map, { state: 'dissolved', reason, closed_at: by.now }, { dissolved: items.length })
  },

  cover: async (context, { id }) => {
    context.progress('Menyusun daftar', 0, 1)
    return { file: await coverList(context, visibleMap(context, id)) }
  },
  print: printMap,
  exportFiles: exportMap,
  receive: receiveFiles,

  sign: (context, { id, version }) => {
    const map = visibleMap(context, id)
    sameMap(map, version)
    mustStand(map, ['signing'], 'Cetak map lebih dahulu.')
    const by = byNow(context)
    const items = inMap(map, context)
    for (const item of items) {
      updateItem(context.db, item.item_id, { state: 'signed', message: '' }, by)
      markSigned(context, item.id, 'folder')
    }
    return change(context, map, { state: 'done', closed_at: by.now }, { signed: items.length })
  },

  list: (context, { open }) => listMaps(context.db, context.actor, open).map(toMapRow),

  toInitial: (context) => ({ maps: countToInitial(context.db, context.actor) }),

  get: (context, { id }) => {
    const map = visibleMap(context, id)
    return {
      ...toMapRow(map),
      reason: map.reason,
      printedAt: map.printed_at,
      exportedAt: map.exported_at,
      items: toMapItems(context, mapItems(context.db, id)),
      initialLog: mapInitials(context.db, id).map((one) => ({
        by: one.by ?? '',
        at: one.at,
        mine: one.user_id === context.actor.userId,
      })),
    }
  },

  ofLetter: (context, { letterId }) => {
    visibleLetters(context, [letterId])
    const item = lastItemOfLetter(context.db, letterId)
    const file = signedFileOf(context.db, letterId)
    if (item === undefined && file === undefined) return null
    return {
      map:
        item === undefined
          ? null
          : {
              id: item.id,
              title: item.title,
              state: item.state as MapRecord['state'] as 'open',
              itemState: item.item_state as 'in' | 'signed' | 'out',
              reason: item.reason,
              decidedAt: item.decided_at,
              decidedBy: item.decided_by ?? '',
            },
      signedFile:
        file === undefined
          ? null
          : { receivedAt: file.received_at, receivedBy: file.received_by ?? '', intact: file.intact === 1, sha256: file.sha256 },
    }
  },
}

const notInMap = (): AppError =>
  new AppError('NOT_FOUND', 'Surat ini tidak ada dalam map.', { field: 'letterId', hint: 'Muat ulang map.' })

/** Commands that only jobs send. */
export const signingInternal = [...printInternal, ...signedInternal]
