import { z } from 'zod'
import { fileId, fileRef, filledLine, id, level, line, nothing, regionCode, saved, text, version } from './common.ts'
import { command, job, query } from './procedure.ts'

/** What an agency is; the directory is modelled after Open Referral HSDS (organization, service, location, contact, schedule). */
export const agencyKinds = [
  '',
  'dinas',
  'rumah-sakit',
  'puskesmas',
  'sekolah',
  'desa',
  'kecamatan',
  'provinsi',
  'kementerian',
  'bumn',
  'badan',
  'amil-zakat',
  'lembaga-sosial',
  'program',
  'swasta',
] as const
export const agencyKindLabels: Record<(typeof agencyKinds)[number], string> = {
  '': 'Belum ditentukan',
  dinas: 'Perangkat daerah kabupaten/kota',
  'rumah-sakit': 'Rumah sakit',
  puskesmas: 'Puskesmas',
  sekolah: 'Sekolah atau kampus',
  desa: 'Desa/kelurahan dan Puskesos',
  kecamatan: 'Kecamatan',
  provinsi: 'Perangkat daerah provinsi',
  kementerian: 'Kementerian dan unitnya',
  bumn: 'BUMN/BUMD',
  badan: 'Badan publik (BPJS dan lainnya)',
  'amil-zakat': 'Lembaga amil zakat',
  'lembaga-sosial': 'Lembaga kesejahteraan sosial (LKS)',
  program: 'Program atau sistem layanan',
  swasta: 'Swasta dan masyarakat',
}

/** One service of an agency: what it does, and the papers it asks for. */
export const agencyService = z.strictObject({
  name: filledLine,
  sector: line.default(''),
  description: text.default(''),
  documents: z.array(filledLine).max(40).default([]),
  /** Programmes (keys) that this service is for. */
  programmes: z.array(filledLine).max(40).default([]),
})
export type AgencyService = z.infer<typeof agencyService>

const clock = z.string().regex(/^(|([01]\d|2[0-3]):[0-5]\d)$/, 'Jam harus berbentuk 08:00')

/** Weekdays of a schedule, Monday first. */
export const weekdays = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const

export const agencyFields = z.strictObject({
  name: filledLine,
  /** How the head is addressed: "Direktur RSUD Patuh Patut Patju". */
  addressee: filledLine,
  city: line.default(''),
  sector: line.default(''),
  level,
  kind: z.enum(agencyKinds).default(''),
  /** A public body; sharing with others needs more care (see referrals). */
  government: z.boolean().default(true),
  address: line.default(''),
  phone: line.default(''),
  email: line.default(''),
  website: line.default(''),
  /** The services in one text, for lists and letters. */
  services: text.default(''),
  note: text.default(''),
  /** Calendar days after which an answer is overdue. */
  answerDays: z.int().min(1).max(365).default(14),
  active: z.boolean().default(true),
  offers: z.array(agencyService).max(60).default([]),
  locations: z
    .array(
      z.strictObject({
        name: line.default(''),
        address: line.default(''),
        region: regionCode.nullable().default(null),
        phone: line.default(''),
      }),
    )
    .max(60)
    .default([]),
  contacts: z
    .array(z.strictObject({ name: line.default(''), title: line.default(''), phone: line.default(''), email: line.default('') }))
    .max(60)
    .default([]),
  schedule: z
    .array(
      z.strictObject({
        /** 1 = Monday … 7 = Sunday. */
        days: z.array(z.int().min(1).max(7)).min(1).max(7),
        opens: clock.default(''),
        closes: clock.default(''),
        note: line.default(''),
      }),
    )
    .max(20)
    .default([]),
  /** Regions it serves; none = everywhere. */
  areas: z.array(regionCode).max(500).default([]),
  /** Its number in other systems: SIKS-NG, SILANI, NPSN, hospital code … */
  codes: z
    .array(z.strictObject({ system: filledLine, code: filledLine }))
    .max(20)
    .default([]),
})
export const agency = z.strictObject({ id, version, ...agencyFields.shape })
export type Agency = z.infer<typeof agency>

export const directoryProblem = z.strictObject({
  severity: z.enum(['block', 'warning']),
  sheet: z.string(),
  row: z.int(),
  /** As Excel shows it. */
  column: z.string(),
  value: z.string(),
  message: z.string(),
})
export type DirectoryProblem = z.infer<typeof directoryProblem>

export const directoryCheck = z.strictObject({
  rows: z.int(),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.int(),
  /** At most 500. */
  problems: z.array(directoryProblem),
  blocking: z.int(),
  /** What would be written; handed back when it is. '' = nothing to write. */
  digest: z.string(),
})
export type DirectoryCheck = z.infer<typeof directoryCheck>

export const directory = {
  list: query({
    access: 'directory.read',
    input: z.strictObject({
      text: line.default(''),
      onlyActive: z.boolean().default(true),
      sector: line.default(''),
      /** Only agencies that serve this region. */
      region: regionCode.nullable().default(null),
      /** Agencies with a service for this programme, or of its sector. */
      programmeKey: line.default(''),
    }),
    output: z.array(agency),
  }),
  get: query({ access: 'directory.read', input: z.strictObject({ id }), output: agency }),
  save: command({
    access: 'directory.write',
    input: z.strictObject({ id: id.nullable(), version, ...agencyFields.shape }),
    output: saved,
  }),
  /** The whole directory as a workbook: sheets Lembaga, Layanan, Kontak, Jadwal, Lokasi. */
  export: job({
    access: 'directory.read',
    input: nothing,
    output: z.strictObject({ file: fileRef, agencies: z.int() }),
  }),
  /** What a workbook would change; writes nothing. */
  checkFile: job({ access: 'directory.write', input: z.strictObject({ fileId }), output: directoryCheck }),
  /** Writes what the check showed, whole or not at all. */
  applyFile: job({
    access: 'directory.write',
    input: z.strictObject({ fileId, digest: z.string().min(1) }),
    output: z.strictObject({ added: z.int(), changed: z.int() }),
  }),
}
