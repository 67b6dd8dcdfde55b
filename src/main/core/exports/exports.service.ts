import type { FileRef } from '../../../shared/contract/common.ts'
import type { ExportedList, ExportFormat } from '../../../shared/contract/exports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import { type Handlers, internalCommand, type JobContext } from '../context.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { openCsvFile } from './csv-file.ts'
import { openSource, permissionFor } from './sources.ts'
import type { TableFile, TableHeading } from './table.ts'
import type { Source } from './walk.ts'
import { openXlsxFile } from './xlsx-file.ts'

/** Most rows of one file; a sheet holds 1,048,576 with its headings. */
export const mostRowsPerFile = 1_000_000

const openers: Record<ExportFormat, (path: string, heading: TableHeading) => TableFile> = {
  xlsx: openXlsxFile,
  csv: openCsvFile,
}

/** The filters without words that somebody typed: those are names. */
const auditedFilter = (filter: ExportedList): Record<string, string | number | boolean | null> =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== null && value !== false && value !== '')
      .map(([name, value]) => (name === 'text' ? ['text', true] : [name, value])),
  )

/** Writes down that a list left the program: how many rows, by which filters, whether with full numbers. */
export const recordExport = internalCommand(
  'exports.record',
  (context, input: { filter: ExportedList; format: ExportFormat; numbers: 'masked' | 'full'; rows: number; files: number }) => {
    const { filter, ...detail } = input
    context.audit({
      entity: 'export',
      entityId: filter.list === 'imports' ? filter.id : null,
      detail: { ...auditedFilter(filter), ...detail },
    })
    return null
  },
)

/** Internal commands of exports. */
export const exportsInternal = [recordExport]

const refuse = (message: string): AppError =>
  new AppError('FORBIDDEN', message, { hint: 'Minta hak kepada administrator kantor.' })

/** Writes a source into as many files as it needs, at least one; on any failure none is left. */
const writeFiles = async (
  context: JobContext,
  source: Source,
  open: (path: string) => TableFile,
  extension: string,
  rowsPerFile: number,
): Promise<{ paths: string[]; rows: number; remove(): Promise<void> }> => {
  const files: { path: string; table: TableFile }[] = []
  const remove = async (): Promise<void> => {
    for (const { table } of files) await table.abort()
  }
  const next = (): TableFile => {
    const path = newTmpPath(context, extension)
    const table = open(path)
    files.push({ path, table })
    return table
  }
  let done = 0
  try {
    let table = next()
    let room = rowsPerFile
    for (const chunk of source.chunks) {
      context.throwIfCancelled()
      let rest = chunk
      while (rest.length > 0) {
        if (room === 0) {
          await table.end()
          table = next()
          room = rowsPerFile
        }
        const part = rest.slice(0, room)
        await table.add(part)
        room -= part.length
        rest = rest.slice(part.length)
      }
      done += chunk.length
      context.progress('Menulis baris', done, source.total === null ? null : Math.max(source.total, done))
    }
    context.throwIfCancelled()
    context.progress('Menutup berkas', done, done)
    await table.end()
    context.throwIfCancelled()
    return { paths: files.map(({ path }) => path), rows: done, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** `Kasus-2026-11-22.xlsx`; of several `Warga-2026-11-22-1-dari-3.xlsx`; in a practice office LATIHAN in front. */
const fileName = (title: string, today: string, practice: boolean, index: number, files: number, extension: string): string =>
  `${practice ? 'LATIHAN-' : ''}${title.replaceAll(' ', '-')}-${today}${files === 1 ? '' : `-${index + 1}-dari-${files}`}.${extension}`

/**
 * Writes a list, as this user sees it at one moment, to one or more files.
 * @param rowsPerFile where a new file begins
 * @throws AppError FORBIDDEN without the right to see the list, or to see full numbers when they are asked for
 */
export const exportList = async (
  context: JobContext,
  input: { filter: ExportedList; format: ExportFormat; numbers: 'masked' | 'full' },
  rowsPerFile: number = mostRowsPerFile,
): Promise<{ files: FileRef[]; rows: number }> => {
  const { filter, format, numbers } = input
  if (!may(context.actor, permissionFor[filter.list])) throw refuse('Peran Anda tidak boleh melihat daftar ini.')
  if (numbers === 'full' && !may(context.actor, 'people.reveal'))
    throw refuse('Peran Anda tidak boleh mengekspor NIK dan No. KK lengkap.')
  const office = readOffice(context.db)
  context.progress('Membaca daftar', 0, null)
  // One read transaction: pages that are read one after the other come from the same moment.
  const snapshot = !context.db.raw.inTransaction
  if (snapshot) context.db.raw.exec('BEGIN')
  try {
    const source = openSource(context, filter, numbers === 'full')
    const heading = {
      title: source.title,
      officeName: office.name,
      paper: office.paper,
      practice: office.practice,
      columns: source.columns,
    }
    const written = await writeFiles(context, source, (path) => openers[format](path, heading), format, rowsPerFile)
    try {
      if (snapshot) context.db.raw.exec('COMMIT')
      await context.write(recordExport, { ...input, rows: written.rows, files: written.paths.length })
    } catch (error) {
      // A list whose leaving could not be written down does not leave.
      await written.remove()
      throw error
    }
    const files = written.paths.map((path, index) =>
      tmpFileRef(
        context,
        path,
        fileName(source.title, context.today(), office.practice, index, written.paths.length, format),
        mediaTypes[format],
      ),
    )
    return { files, rows: written.rows }
  } finally {
    if (snapshot && context.db.raw.inTransaction) context.db.raw.exec('ROLLBACK')
  }
}

/** Use cases of exporting lists. */
export const exportsHandlers: Handlers<'exports'> = { list: (context, input) => exportList(context, input) }
