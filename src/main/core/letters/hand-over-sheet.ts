import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts'
import { clockTime, dayIn, daysBetween, longDate } from '../../../shared/domain/dates.ts'
import type { JobContext } from '../context.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { type PrintTable, printList } from '../print/list-print.ts'
import { applicantNameOf, handedOn, lyingLetters } from './letter-life.repo.ts'
import type { LetterRecord } from './letters.repo.ts'

/** Room for a signature, in millimetres. */
const signatureHeight = 12
/** More than this on one sheet of waiting letters is no list to sign any more. */
const mostWaiting = 500

const named = (letter: LetterRecord): string => letter.client_name ?? letter.addressee
const noted = (to: string, relation: string): string => `${to}${relation === '' ? '' : ` (${relation})`}`

/**
 * The daily hand-over sheet with a column to sign in: letters handed over on a day, a table for each desk, or those that lie
 * here, with the receiver left open.
 */
export const printHandOverSheet = async (
  context: JobContext,
  input: ParsedInputOf<'letterLife.sheet'>,
): Promise<OutputOf<'letterLife.sheet'>> => {
  context.progress('Menyusun lembar', 0, 1)
  const office = readOffice(context.db)
  const wanted = (letter: LetterRecord): boolean =>
    (input.unit === null || letter.unit_code === input.unit) && (input.kind === null || letter.kind === input.kind)
  const handed = input.what === 'handed'
  const tables: PrintTable[] = []
  let letters = 0
  if (handed) {
    const rows = handedOn(context.db, context.actor, input.day).filter(
      (letter) => wanted(letter) && (input.desk === null || letter.handed_desk === input.desk),
    )
    letters = rows.length
    for (const desk of [...new Set(rows.map(({ handed_desk }) => handed_desk))]) {
      const own = rows.filter(({ handed_desk }) => handed_desk === desk)
      tables.push({
        title: `${desk === '' ? 'Tanpa nama loket' : desk} · ${own.length} surat`,
        columns: [
          { header: 'No.', share: 5 },
          { header: 'Nomor surat', share: 24 },
          { header: 'Jenis', share: 17 },
          { header: 'Warga', share: 19 },
          { header: 'Diterima oleh', share: 20 },
          { header: 'Jam, petugas', share: 15 },
          { header: 'Tanda tangan penerima', share: 22 },
        ],
        rows: own.map((letter, index) => [
          String(index + 1),
          letter.number ?? '(nomor menyusul)',
          letter.kind_name ?? letter.kind,
          named(letter),
          noted(letter.handed_to, letter.handed_relation),
          [
            // Written down on another day, the hour says nothing of the hand-over.
            letter.handed_at !== null && dayIn(letter.handed_at, office.timeZone) === input.day
              ? clockTime(letter.handed_at, office.timeZone)
              : '',
            letter.handed_by_name ?? '',
          ]
            .filter((part) => part !== '')
            .join('\n'),
          '',
        ]),
        rowHeight: signatureHeight,
        empty: '',
      })
    }
    if (tables.length === 0)
      tables.push({ title: 'Surat yang diserahkan', columns: [], rows: [], empty: 'Tidak ada surat yang dicatat diserahkan.' })
  } else {
    const rows = lyingLetters(context.db, context.actor, {
      text: '',
      kind: input.kind,
      purpose: null,
      unit: input.unit,
      stage: null,
      printedBefore: null,
      after: null,
      limit: mostWaiting,
    }).slice(0, mostWaiting)
    letters = rows.length
    tables.push({
      title: `Surat yang menunggu diambil · ${rows.length} surat`,
      columns: [
        { header: 'No.', share: 5 },
        { header: 'Nomor surat', share: 24 },
        { header: 'Jenis', share: 17 },
        { header: 'Warga', share: 19 },
        { header: 'Hari', share: 6 },
        { header: 'Penerima dan hubungan', share: 22 },
        { header: 'Tanggal', share: 12 },
        { header: 'Tanda tangan penerima', share: 20 },
      ],
      rows: rows.map((letter, index) => {
        const applicant = applicantNameOf(context.db, letter)
        return [
          String(index + 1),
          letter.number ?? '(nomor menyusul)',
          letter.kind_name ?? letter.kind,
          `${named(letter)}${applicant === '' ? '' : `\nPemohon: ${noted(applicant, letter.applicant_relation)}`}`,
          String(Math.max(0, daysBetween(dayIn(letter.printed_at ?? context.now(), office.timeZone), context.today()))),
          '',
          '',
          '',
        ]
      }),
      rowHeight: signatureHeight,
      empty: 'Tidak ada surat yang menunggu diambil.',
    })
  }
  const { bytes } = await printList(context, {
    title: handed ? 'LEMBAR PENYERAHAN SURAT' : 'DAFTAR SURAT YANG BELUM DIAMBIL',
    about: [
      `${office.name}${office.unitName === '' ? '' : ` · ${office.unitName}`}`,
      handed ? `Hari penyerahan: ${longDate(input.day)}` : `Keadaan: ${longDate(context.today())}`,
    ],
    tables,
    end: handed && letters > 0 ? ['Penerima menandatangani saat surat diterima. Petugas: ………………………………'] : [],
    landscape: true,
  })
  context.progress('Menyusun lembar', 1, 1)
  const name = `${handed ? `Lembar-penyerahan-${input.day}` : `Surat-belum-diambil-${context.today()}`}.pdf`
  return { file: tmpBytesRef(context, bytes, `${office.practice ? 'LATIHAN-' : ''}${name}`, mediaTypes.pdf, 'pdf'), letters }
}
