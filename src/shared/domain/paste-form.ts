import { isRealDay } from './dates.ts'

/** Where a line of a pasted report goes. '' = kept as a note of the complaint, with its label. */
export const pasteTargets = [
  '',
  'facilitator',
  'date',
  'village',
  'subDistrict',
  'name',
  'nik',
  'kkNumber',
  'birthDate',
  'phone',
  'address',
  'representative',
  'complaint',
  'service',
] as const
export type PasteTarget = (typeof pasteTargets)[number]

/** One line of the form: its label, other spellings, and where it goes. */
export interface PasteField {
  key: string
  label: string
  aliases: readonly string[]
  target: PasteTarget
  /** Read where it stands, not asked for. */
  optional?: boolean
}

/** A line that was understood. */
export interface PastedLine {
  key: string
  label: string
  target: PasteTarget
  value: string
  /** Line number in the pasted text, from 1. */
  line: number
}

/** One report of a text. */
export interface PastedReport {
  /** Who sent it, where the messenger's prefix says so. */
  sender: string
  lines: PastedLine[]
  /** Lines that belong to no label. */
  unknown: { line: number; text: string }[]
  /** Labels of the form that the report does not have or leaves empty. */
  missing: string[]
}

/** Letters and digits only, small, without the signs that people put around labels. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Words that people shorten or write in several ways. */
const spellings: Record<string, string> = {
  kel: 'kelurahan',
  kec: 'kecamatan',
  tgl: 'tanggal',
  tlp: 'telpon',
  telp: 'telpon',
  tlpn: 'telpon',
  telepon: 'telpon',
  telefon: 'telpon',
  tel: 'telpon',
  nomor: 'no',
  nomer: 'no',
  nmr: 'no',
  nm: 'nama',
  almt: 'alamat',
  hr: 'hari',
  kk: 'kk',
}
const key = (text: string): string =>
  bare(text)
    .split(' ')
    .map((word) => spellings[word] ?? word)
    .join('')

/** `[22/11/26 10.15] Nama:`, `22/11/26 10.15 - Nama:`, `[10.15, 22/11/2026] Nama:` as WhatsApp copies messages, by phone and by desk. */
const prefixes = [
  /^\[\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*[AaPp][Mm])?\s*\]\s*([^:\n]{1,60}):\s?/,
  /^\[\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*[AaPp][Mm])?,?\s+\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s*\]\s*([^:\n]{1,60}):\s?/,
  /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*[AaPp][Mm])?\s+[-–]\s+([^:\n]{1,60}):\s?/,
]

const takePrefix = (text: string): { sender: string | null; rest: string } => {
  for (const prefix of prefixes) {
    const found = prefix.exec(text)
    if (found !== null) return { sender: (found[1] ?? '').trim(), rest: text.slice(found[0].length) }
  }
  return { sender: null, rest: text }
}

/** Small slips of the finger: one letter wrong, missing, too many or two exchanged. */
const nearlySame = (one: string, other: string): boolean => {
  if (one === other) return true
  if (Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  const [a, b] = [one.slice(at), other.slice(at)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}

interface Label {
  field: PasteField
  key: string
}

const labelsOf = (fields: readonly PasteField[]): Label[] =>
  fields
    .flatMap((field) => [field.label, ...field.aliases].map((text) => ({ field, key: key(text) })))
    .filter((label) => label.key !== '')
    .sort((one, other) => other.key.length - one.key.length)

/** The field that a text names as a whole. */
const named = (labels: readonly Label[], text: string): PasteField | null => {
  const asked = key(text)
  if (asked === '') return null
  const exact = labels.find((label) => label.key === asked)
  if (exact !== undefined) return exact.field
  // Short labels have too many neighbours to guess: "NIK" and "NIB".
  const near = labels.filter((label) => label.key.length >= 6 && asked.length >= 6 && nearlySame(label.key, asked))
  return new Set(near.map(({ field }) => field)).size === 1 ? (near[0]?.field ?? null) : null
}

/** Bullets, numbers and stars that stand before a label: `1. Nama`, `- Nama`, `*Nama*`. */
const withoutBullet = (text: string): string => text.replace(/^\s*(?:[-–•*>▪·]+\s*|\(?\d{1,2}[.)]\s+)+/u, '').trim()

/** Splits `Label: isi`; also `Label = isi`, `Label - isi` and `Label isi`, where the label is one of the form. */
const splitLine = (labels: readonly Label[], text: string): { field: PasteField; value: string; sure: boolean } | null => {
  const line = withoutBullet(text)
  for (const sign of line.matchAll(/\s*(?:[:：=]|\s[-–]\s|\t)\s*/gu)) {
    const field = named(labels, line.slice(0, sign.index))
    if (field !== null) return { field, value: line.slice(sign.index + sign[0].length), sure: true }
    // A value may hold a colon of its own; a label has at most six words before it.
    if (line.slice(0, sign.index).split(/\s+/).length > 6) break
  }
  const words = line.split(/\s+/)
  for (let count = Math.min(6, words.length); count >= 1; count -= 1) {
    const asked = key(words.slice(0, count).join(' '))
    const found = labels.find((label) => label.key === asked)
    // "Alamat" alone is a label with its value below; "Layanan kesehatan ibu" within a complaint is not: it needs a capital.
    if (found !== undefined && (count === words.length || /^[*_~]*\p{Lu}/u.test(line)))
      return { field: found.field, value: words.slice(count).join(' '), sure: false }
  }
  return null
}

const tidy = (value: string): string =>
  value
    .replace(/[\u200e\u200f\u2066-\u2069\ufeff]/g, '')
    .replace(/^[\s*_~:：=]+|[\s*_~]+$/g, '')
    .trim()

const empty = /^[-–.…_\s]*$/

/**
 * Reads reports that were pasted as text: lines of `Label: isi`, in any order, several reports in one text. A report ends where
 * a messenger's prefix begins a new one, or where a label comes that the report has already. A line without a label goes on
 * with the value above it.
 * @param fields the form's lines; their order does not matter
 */
export const readPastedReports = (text: string, fields: readonly PasteField[]): PastedReport[] => {
  const labels = labelsOf(fields)
  const reports: PastedReport[] = []
  let current: PastedReport | null = null
  let open: PastedLine | null = null
  const begin = (sender: string): PastedReport => {
    open = null
    const report: PastedReport = { sender, lines: [], unknown: [], missing: [] }
    reports.push(report)
    return report
  }
  const rows = text.replace(/[\u200e\u200f\u2066-\u2069\ufeff]/g, '').split(/\r\n?|\n/)
  for (const [index, row] of rows.entries()) {
    const { sender, rest } = takePrefix(row.trim())
    if (sender !== null) current = begin(sender)
    const content = rest.trim()
    if (content === '') continue
    current ??= begin('')
    const split = splitLine(labels, content)
    const before: PastedLine | undefined = current.lines.find(({ key: known }) => known === split?.field.key)
    // Without a sign after it, a word that is a label elsewhere is only a word of the sentence above.
    const goesOn = split !== null && !split.sure && before !== undefined && before !== current.lines[0]
    if (split === null || goesOn) {
      const last: PastedLine | null = open
      if (last === null || /^[-–=_*~\s]+$/.test(content)) {
        if (!empty.test(content.replaceAll('=', ''))) current.unknown.push({ line: index + 1, text: content })
      } else last.value = tidy(last.value === '' ? content : `${last.value} ${content}`)
      continue
    }
    if (before !== undefined && before.value !== '') current = begin(current.sender)
    const line: PastedLine = {
      key: split.field.key,
      label: split.field.label,
      target: split.field.target,
      value: tidy(split.value),
      line: index + 1,
    }
    current.lines.push(line)
    open = line
  }
  return reports
    .filter((report) => report.lines.length > 0)
    .map((report) => {
      const lines = report.lines.filter(({ value }) => !empty.test(value))
      return {
        ...report,
        lines,
        missing: fields
          .filter((field) => field.optional !== true && !lines.some((line) => line.key === field.key))
          .map(({ label }) => label),
      }
    })
}

const months = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des']

/** `Minggu, 22 November 2026`, `22/11/2026`, `22-11-26` → `2026-11-22`; null where it is no real day. */
export const pastedDay = (text: string): string | null => {
  const numbers = /(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})(?!\d)/.exec(text)
  const words = /(\d{1,2})\s+([a-z]{3,})\.?\s+(\d{4}|\d{2})(?!\d)/i.exec(text)
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text)
  const found =
    iso !== null
      ? [iso[3], iso[2], iso[1]]
      : numbers !== null
        ? [numbers[1], numbers[2], numbers[3]]
        : words !== null
          ? [
              words[1],
              String(
                months.indexOf((words[2] as string).slice(0, 3).toLowerCase().replace('agt', 'agu').replace('ags', 'agu')) + 1,
              ),
              words[3],
            ]
          : null
  if (found === null) return null
  const [day, month, year] = found as [string, string, string]
  const thisCentury = year.length === 2 ? `20${year}` : year
  const made = `${thisCentury}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isRealDay(made) ? made : null
}

/** What a report says about one target; several lines of it are joined. */
export const pastedValue = (report: PastedReport, target: PasteTarget): string =>
  report.lines
    .filter((line) => line.target === target)
    .map(({ value }) => value)
    .join('; ')

/** The lines without a place of their own, as they go into the description of the need: `Pekerjaan KRT: buruh tani`. */
export const pastedNotes = (report: PastedReport): string =>
  [
    ...report.lines.filter(({ target }) => target === '').map(({ label, value }) => `${label}: ${value}`),
    ...report.unknown.map(({ text }) => text),
  ].join('\n')
