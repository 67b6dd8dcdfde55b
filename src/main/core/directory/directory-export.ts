import { agencyKindLabels, weekdays } from '../../../shared/contract/directory.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { JobContext } from '../context.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { safeCellText } from '../reports/cell-guard.ts'
import { writeXlsx } from '../xlsx/writer.ts'
import { listAgencies } from './directory.repo.ts'
import { type DirectorySheet, directoryShapes, joined, levelWords, sheetNames } from './directory-columns.ts'

const headings = (sheet: DirectorySheet): string[] => Object.values(directoryShapes[sheet].spellings).map(([first]) => first)
const safe = (cells: readonly string[]): string[] => cells.map((cell) => safeCellText(cell))

/** The whole directory as a workbook of the same shape that `checkDirectoryFile` reads. */
export const exportDirectory = async (context: JobContext): Promise<OutputOf<'directory.export'>> => {
  const agencies = listAgencies(context.db, false)
  const office = readOffice(context.db)
  const path = newTmpPath(context, 'xlsx')
  context.progress('Menulis direktori', 0, agencies.length)
  const sheet = (kind: DirectorySheet, rows: string[][], widths: number[]) => ({
    name: sheetNames[kind],
    widths,
    headerRow: 1,
    rows: [headings(kind), ...rows.map(safe)],
  })
  await writeXlsx(
    path,
    [
      sheet(
        'agencies',
        agencies.map((agency) => [
          agency.name,
          agency.addressee,
          agencyKindLabels[agency.kind],
          agency.government ? 'Ya' : 'Tidak',
          levelWords[agency.level],
          agency.sector,
          agency.city,
          agency.address,
          agency.phone,
          agency.email,
          agency.website,
          agency.services,
          joined(agency.areas),
          joined(agency.codes.map(({ system, code }) => `${system}: ${code}`)),
          String(agency.answerDays),
          agency.active ? 'Ya' : 'Tidak',
          agency.note,
        ]),
        [38, 38, 26, 12, 16, 16, 16, 34, 18, 24, 24, 50, 24, 24, 12, 10, 36],
      ),
      sheet(
        'offers',
        agencies.flatMap(({ name, offers }) =>
          offers.map((offer) => [
            name,
            offer.name,
            offer.sector,
            offer.description,
            joined(offer.documents),
            joined(offer.programmes),
          ]),
        ),
        [38, 40, 16, 50, 60, 30],
      ),
      sheet(
        'contacts',
        agencies.flatMap(({ name, contacts }) =>
          contacts.map((contact) => [name, contact.name, contact.title, contact.phone, contact.email]),
        ),
        [38, 28, 28, 18, 28],
      ),
      sheet(
        'schedule',
        agencies.flatMap(({ name, schedule }) =>
          schedule.map((hours) => [
            name,
            joined(hours.days.map((one) => weekdays[one - 1] ?? '')),
            hours.opens,
            hours.closes,
            hours.note,
          ]),
        ),
        [38, 40, 10, 10, 30],
      ),
      sheet(
        'locations',
        agencies.flatMap(({ name, locations }) =>
          locations.map((place) => [name, place.name, place.address, place.region ?? '', place.phone]),
        ),
        [38, 30, 44, 18, 18],
      ),
    ],
    { title: office.practice ? 'Direktori lembaga (LATIHAN)' : 'Direktori lembaga', creator: office.name },
  )
  const name = `${office.practice ? 'LATIHAN-' : ''}Direktori-lembaga-${context.today()}.xlsx`
  return { file: tmpFileRef(context, path, name, mediaTypes.xlsx), agencies: agencies.length }
}
