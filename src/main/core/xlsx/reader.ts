import { posix } from 'node:path'
import type { TableFile, TableSheet } from '../tables/table-file.ts'
import { badFile, damaged } from './bad-file.ts'
import { isDateFormat } from './date-cells.ts'
import { defaultLimits, type WorkbookLimits } from './limits.ts'
import { Parts } from './parts.ts'
import { readSharedStrings, SharedStrings } from './shared-strings.ts'
import { SheetScanner } from './sheet-scanner.ts'
import { readXml } from './xml.ts'

export type { CellValue, SheetRow } from './cells.ts'
export { columnLetters } from './text.ts'

/**
 * Opens an .xlsx or .xlsm workbook, which is a ZIP file, for streaming. Macros, formulas and links are never touched.
 * @throws AppError BAD_FILE, in words for a clerk, for anything that is no readable workbook
 */
export const openWorkbook = async (path: string, limits: WorkbookLimits = defaultLimits): Promise<TableFile> => {
  const parts = await Parts.open(path, limits)
  try {
    return await readWorkbook(parts, limits)
  } catch (error) {
    parts.close()
    throw error
  }
}

const readWorkbook = async (parts: Parts, limits: WorkbookLimits): Promise<TableFile> => {
  const book = await findWorkbookPart(parts)
  const targets = await relationships(parts, book)
  const byType = (suffix: string): string | undefined =>
    [...targets.values()].find((target) => target.type.endsWith(`/${suffix}`) && parts.has(target.part))?.part
  const listed: { name: string; state: string; relation: string }[] = []
  let date1904 = false
  await readXml(
    parts.stream(book),
    {
      open: (name, attributes) => {
        if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
        if (name !== 'sheet') return
        const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
        if (relation !== undefined) listed.push({ name: attributes.name ?? '', state: attributes.state ?? '', relation })
      },
    },
    'daftar lembar',
  )
  if (listed.length > limits.sheets)
    throw badFile('Berkas ini memiliki terlalu banyak lembar.', 'Pisahkan lembar yang perlu ke berkas lain.')
  const stringsPart = byType('sharedStrings')
  const stylesPart = byType('styles')
  const strings =
    stringsPart === undefined
      ? new SharedStrings()
      : await readSharedStrings(parts.stream(stringsPart), limits, parts.claimedSize(stringsPart))
  const dateStyles = stylesPart === undefined ? [] : await readDateStyles(parts.stream(stylesPart))
  const sheets: TableSheet[] = []
  for (const { name, state, relation } of listed) {
    const target = targets.get(relation)
    if (target === undefined || !parts.has(target.part)) throw damaged(`lembar "${name}"`)
    // Chart sheets and dialogs have no cells.
    if (!target.type.endsWith('/worksheet')) continue
    const sheet: TableSheet = {
      name,
      hidden: state === 'hidden' || state === 'veryHidden',
      lastRow: 0,
      packedSize: parts.packedSize(target.part),
      async *rows(onPacked) {
        const scanner = new SheetScanner({ strings, dateStyles, date1904, limits })
        for await (const chunk of parts.stream(target.part, onPacked)) {
          const rows = scanner.write(chunk)
          sheet.lastRow = scanner.lastRow
          if (rows.length > 0) yield rows
        }
        scanner.end()
      },
    }
    sheets.push(sheet)
  }
  return {
    kind: 'xlsx',
    sheets,
    properties: await readProperties(parts),
    close: () => {
      strings.free()
      parts.close()
    },
  }
}

/** Finds the main part; a ZIP that is another kind of document is named as what it is. */
const findWorkbookPart = async (parts: Parts): Promise<string> => {
  if (parts.has('_rels/.rels')) {
    const root = await relationships(parts, '')
    const main = [...root.values()].find((target) => target.type.endsWith('/officeDocument'))
    if (main !== undefined && parts.has(main.part) && main.part.toLowerCase().startsWith('xl/') && main.part.endsWith('.xml'))
      return main.part
  }
  if (parts.has('xl/workbook.xml')) return 'xl/workbook.xml'
  const names = parts.names()
  const saveAs = 'Buka di Excel, simpan sebagai .xlsx, lalu impor berkas yang baru.'
  if (parts.has('xl/workbook.bin')) throw badFile('Berkas ini berformat Excel biner (.xlsb).', saveAs)
  if (parts.has('content.xml')) throw badFile('Berkas ini berformat OpenDocument (.ods).', saveAs)
  if (names.some((name) => name.startsWith('word/')))
    throw badFile('Berkas ini dokumen Word, bukan buku kerja Excel.', 'Pilih berkas Excel (.xlsx).')
  if (names.some((name) => name.endsWith('.xlsx') || name.endsWith('.xlsm')))
    throw badFile(
      'Berkas ini arsip ZIP yang memuat berkas Excel.',
      'Ekstrak arsipnya dahulu, lalu pilih berkas .xlsx di dalamnya.',
    )
  throw badFile('Berkas ini bukan buku kerja Excel.', 'Pilih berkas Excel (.xlsx atau .xlsm).')
}

/** The relations of a part ('' = of the package), by id; targets as part names from the root. */
const relationships = async (parts: Parts, part: string): Promise<Map<string, { type: string; part: string }>> => {
  const found = new Map<string, { type: string; part: string }>()
  const name = part === '' ? '_rels/.rels' : posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
  if (!parts.has(name)) return found
  await readXml(
    parts.stream(name),
    {
      open: (element, attributes) => {
        if (element !== 'Relationship' || attributes.TargetMode === 'External') return
        const target = attributes.Target ?? ''
        found.set(attributes.Id ?? '', {
          type: attributes.Type ?? '',
          part: target.startsWith('/')
            ? target.slice(1)
            : posix.normalize(posix.join(part === '' ? '' : posix.dirname(part), target)),
        })
      },
    },
    'susunan berkas',
  )
  return found
}

const readDateStyles = async (chunks: AsyncIterable<Buffer>): Promise<boolean[]> => {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let inCellFormats = false
  await readXml(
    chunks,
    {
      open: (name, attributes) => {
        if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
        else if (name === 'cellXfs') inCellFormats = true
        else if (name === 'xf' && inCellFormats) {
          const id = Number(attributes.numFmtId ?? 0)
          styles.push(isDateFormat(id, codes.get(id)))
        }
      },
      close: (name) => {
        if (name === 'cellXfs') inCellFormats = false
      },
    },
    'daftar gaya',
  )
  return styles
}

const readProperties = async (parts: Parts): Promise<string[]> => {
  const texts: string[] = []
  for (const part of ['docProps/core.xml', 'docProps/app.xml', 'docProps/custom.xml']) {
    if (!parts.has(part)) continue
    await readXml(
      parts.stream(part),
      {
        open: (_, attributes) => {
          if (attributes.name !== undefined) texts.push(attributes.name)
        },
        text: (text) => {
          if (text.trim() !== '' && texts.length < 1000) texts.push(text.trim().slice(0, 1000))
        },
      },
      'keterangan dokumen',
    )
  }
  return texts
}
