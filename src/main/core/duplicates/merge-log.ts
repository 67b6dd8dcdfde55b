import type { PairRecord } from './duplicates.repo.ts'

/**
 * Everything that refers to a person and goes along when records are merged. A test compares this list with the foreign keys of
 * the schema: a new table that names people must be added here.
 */
export const personReferences = [
  { table: 'family_member', column: 'person_id', label: 'keanggotaan keluarga' },
  { table: 'person_fact', column: 'person_id', label: 'catatan program, desil atau status' },
  { table: 'family_event_person', column: 'person_id', label: 'peristiwa keluarga' },
  { table: 'case_file', column: 'client_id', label: 'kasus' },
  { table: 'case_file', column: 'reporter_person_id', label: 'pelapor kasus' },
  { table: 'letter', column: 'person_id', label: 'surat' },
  { table: 'letter_batch_item', column: 'person_id', label: 'daftar surat' },
  { table: 'letter', column: 'applicant_id', label: 'surat yang dimintakan' },
  { table: 'register_check', column: 'person_id', label: 'pemeriksaan data nasional' },
  { table: 'attachment', column: 'person_id', label: 'berkas' },
  { table: 'submission_item', column: 'person_id', label: 'baris usulan' },
  { table: 'check_override', column: 'person_id', label: 'temuan yang diterima dengan alasan' },
  { table: 'queue_ticket', column: 'person_id', label: 'nomor antrean' },
  { table: 'guest_visit', column: 'person_id', label: 'kunjungan di buku tamu' },
  { table: 'consultation', column: 'person_id', label: 'konsultasi' },
  { table: 'assessment', column: 'person_id', label: 'isian kuesioner' },
  { table: 'assessment_member', column: 'person_id', label: 'anggota dalam isian kuesioner' },
  { table: 'person', column: 'merged_into', label: 'data yang sudah digabungkan' },
] as const
export type PersonReference = (typeof personReferences)[number]

/** A person's columns that a merge may change. */
export type PersonValues = Record<string, string | null>

/** What a merge did, in enough detail to take it back. Kept in `person_merge.log`. */
export interface MergeLog {
  /** Values of the survivor that changed: column → before and after. */
  survivor: { before: PersonValues; after: PersonValues; lastImport: number | null }
  /** The same of the absorbed record: only its NIK, when the two exchanged theirs. */
  absorbed: { before: PersonValues; after: PersonValues; lastImport: number | null }
  /** Rows that moved to the survivor. */
  moved: { table: PersonReference['table']; column: PersonReference['column']; ids: number[] }[]
  /** The family membership that ended, because a person belongs to one family only. */
  ended: { id: number; toDate: string; version: number } | null
  /** The absorbed record's present family membership, where it goes on with the survivor. */
  joined: { id: number; version: number } | null
  /** The pair of the two as it was, null when nobody had noticed it yet. */
  pair: { id: number; before: PairRecord | null }
  /** Decisions "orang yang berbeda" that the survivor took over. */
  differences: { id: number; before: PairRecord | null }[]
}
