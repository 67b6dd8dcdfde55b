import type { FileRef } from '../../../shared/contract/common.ts'
import { clockTime, dayIn, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { type FileItem, mergedLetters, singleLetters } from '../letters/batch-files.ts'
import { numberedOf, visibleLetter } from '../letters/letter-access.ts'
import { addCopy } from '../letters/letters.repo.ts'
import { planNumber } from '../letters/number-plan.ts'
import { printLetter } from '../letters/printing.ts'
import { readOffice } from '../office/office.repo.ts'
import { printList } from '../print/list-print.ts'
import { type MapItemRecord, type MapRecord, mapInitials, mapItems, updateItem, updateMap } from './signing.repo.ts'
import { byNow, mustStand, signerOf, staleMap, toMapItems, visibleMap } from './signing-access.ts'

const inMap = (context: JobContext, id: number): MapItemRecord[] =>
  mapItems(context.db, id).filter((item) => item.item_state === 'in')

/** The cover list of a map: what lies in it, in signing order, and who has looked it through. */
export const coverList = async (context: JobContext, map: MapRecord): Promise<FileRef> => {
  const { timeZone, practice } = readOffice(context.db)
  const signer = signerOf(map)
  const items = toMapItems(context, mapItems(context.db, map.id)).filter(({ itemState }) => itemState !== 'out')
  const initials = mapInitials(context.db, map.id).map(
    (one) => `${one.by ?? ''}, ${longDate(dayIn(one.at, timeZone))} pukul ${clockTime(one.at, timeZone)}`,
  )
  const { bytes } = await printList(context, {
    title: 'MAP TANDA TANGAN',
    about: [
      map.title,
      `Penanda tangan: ${signer.name}, ${signer.position}`,
      `Jumlah surat: ${items.length}`,
      ...(initials.length === 0 ? [] : [`Diparaf di layar oleh: ${initials.join('; ')}`]),
    ],
    tables: [
      {
        title: 'Daftar surat',
        columns: [
          { header: 'No.', share: 5 },
          { header: 'Nomor surat', share: 30 },
          { header: 'Nama', share: 22 },
          { header: 'Keperluan', share: 26 },
          { header: 'Desil', share: 7 },
          { header: 'Catatan', share: 18 },
        ],
        rows: items.map((item) => [
          String(item.position),
          item.number ?? (item.state === 'draft' ? 'diberikan saat cetak' : 'menyusul'),
          item.name,
          `${item.kindName}\n${item.purpose}`,
          item.decile,
          item.note,
        ]),
        empty: 'Tidak ada surat dalam map ini.',
      },
    ],
    end: [],
  })
  const name = `${practice ? 'LATIHAN-' : ''}Map-tanda-tangan-${map.id}.pdf`
  return tmpBytesRef(context, bytes, name, mediaTypes.pdf, 'pdf')
}

const keepMessage = internalCommand(
  'signing.keep-message',
  (context, input: { itemId: number; message: string }) => {
    updateItem(context.db, input.itemId, { message: input.message })
    return null
  },
  { audited: false },
)

/** Writes down that the letters of a map left for their signer; papers that were printed before count as copies. */
const recordPrinted = internalCommand(
  'signing.record-printed',
  (context, input: { id: number; letterIds: number[]; copies: number[] }) => {
    const map = visibleMap(context, input.id)
    mustStand(map, ['ready', 'signing'], 'Muat ulang map.')
    const by = byNow(context)
    if (!updateMap(context.db, map.id, map.version, { state: 'signing', printed_at: by.now }, by)) throw staleMap()
    for (const letterId of input.copies) addCopy(context.db, letterId, by)
    context.audit({
      entity: 'signing-map',
      entityId: map.id,
      detail: { letters: input.letterIds.length, copies: input.copies.length },
    })
    return null
  },
)

const recordExported = internalCommand('signing.record-exported', (context, input: { id: number; letterIds: number[] }) => {
  const map = visibleMap(context, input.id)
  mustStand(map, ['ready', 'signing'], 'Muat ulang map.')
  const by = byNow(context)
  if (!updateMap(context.db, map.id, map.version, { state: 'signing', exported_at: by.now }, by)) throw staleMap()
  context.audit({ entity: 'signing-map', entityId: map.id, detail: { letters: input.letterIds.length } })
  return null
})

/** Internal commands of printing maps. */
export const printInternal = [keepMessage, recordPrinted, recordExported]

const told = (error: AppError): string => [error.data.message, error.data.hint ?? ''].filter((part) => part !== '').join(' ')

/** Refusals that concern one letter; anything else stops the map. */
const ofOneLetter = (error: unknown): error is AppError =>
  error instanceof AppError && ['VALIDATION', 'STATE', 'NOT_FOUND', 'CONFLICT'].includes(error.data.code)

/**
 * Prints the drafts of a map in signing order, each with its number and archived PDF in one transaction. What is refused keeps why.
 * @throws AppError CONFIRM when a date asks for a reason, STATE when numbers are used up
 */
const printDrafts = async (
  context: JobContext,
  map: MapRecord,
  reason: string,
): Promise<{ items: MapItemRecord[]; fresh: number[]; refused: number }> => {
  const fresh: number[] = []
  let refused = 0
  const items = inMap(context, map.id)
  for (const [index, item] of items.entries()) {
    context.throwIfCancelled()
    context.progress('Mencetak surat', index, items.length)
    if (item.state !== 'draft') continue
    const choice = { insertAfter: null, typed: '', reason }
    try {
      if (item.signatory_id !== map.signatory_id || item.acting_id !== map.acting_id)
        throw new AppError('STATE', 'Surat ini kini ditandatangani orang lain.', { hint: 'Keluarkan dari map ini.' })
      const letter = visibleLetter(context, item.id)
      planNumber(context, numberedOf(context, letter), choice)
      await printLetter({ ...context, progress: () => {} }, { id: item.id, version: letter.version, choice })
      fresh.push(item.id)
      if (item.message !== '') await context.write(keepMessage, { itemId: item.item_id, message: '' })
    } catch (error) {
      if (!ofOneLetter(error)) throw error
      refused += 1
      await context.write(keepMessage, { itemId: item.item_id, message: told(error) })
    }
  }
  return { items: inMap(context, map.id), fresh, refused }
}

const toFileItems = (items: readonly MapItemRecord[]): FileItem[] =>
  items.map((item, index) => ({
    position: index + 1,
    letter_id: item.id,
    state: item.state,
    number: item.number,
    data: item.data,
    kind: item.kind,
    template_version: item.template_version,
    sha256: item.sha256,
  }))

const fileTitle = (map: MapRecord, items: readonly MapItemRecord[]) => ({
  id: map.id,
  title: map.title,
  letter_date: items.reduce((last, { letter_date: day }) => (day > last ? day : last), items[0]?.letter_date ?? '2000-01-01'),
})

const readyHint = 'Ajukan map dan tunggu parafnya, lalu cetak.'

/** @throws AppError STATE for a map that is not initialled yet, or holds nothing any more */
const printable = (context: JobContext, id: number): MapRecord => {
  const map = visibleMap(context, id)
  mustStand(map, ['ready', 'signing'], readyHint)
  if (inMap(context, id).length === 0)
    throw new AppError('STATE', 'Tidak ada surat lagi dalam map ini.', { hint: 'Bubarkan map ini.' })
  return map
}

/** Prints a map into one PDF, in signing order. */
export const printMap = async (context: JobContext, input: { id: number; reason: string }) => {
  const map = printable(context, input.id)
  const { items, fresh, refused } = await printDrafts(context, map, input.reason)
  if (refused > 0) return { file: null, letters: 0, pages: 0, refused }
  const merged = await mergedLetters(context, fileTitle(map, items), toFileItems(items))
  const copies = merged.letterIds.filter((id) => !fresh.includes(id))
  await context.write(recordPrinted, { id: map.id, letterIds: merged.letterIds, copies })
  return { file: merged.file, letters: merged.letterIds.length, pages: merged.pages, refused: 0 }
}

/** Hands the letters of a map out one by one, for an electronic signature. */
export const exportMap = async (context: JobContext, input: { id: number; reason: string }) => {
  const map = printable(context, input.id)
  const { items, refused } = await printDrafts(context, map, input.reason)
  if (refused > 0) return { file: null, letters: 0, refused }
  const zipped = await singleLetters(context, fileTitle(map, items), toFileItems(items))
  await context.write(recordExported, { id: map.id, letterIds: zipped.letterIds })
  return { file: zipped.file, letters: zipped.letterIds.length, refused: 0 }
}
