import { crc32, deflateSync } from 'node:zlib'
import { insertCase, insertNeed } from '../../src/main/core/cases/cases.repo.ts'
import type { Db } from '../../src/main/core/db/database.ts'
import { officeKey, type StoredOffice, saveSignatoryRow } from '../../src/main/core/office/office.repo.ts'
import { insertReferral } from '../../src/main/core/referrals/referrals.repo.ts'
import { writeSetting } from '../../src/main/core/settings.repo.ts'
import { newUid } from '../../src/main/core/uid.ts'
import type { InputOf } from '../../src/shared/contract/index.ts'
import type { NumberRules } from '../../src/shared/domain/letter-number.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { fillRegions } from './practice.ts'

/** A made-up office in Lombok Barat. */
export const sampleOffice: StoredOffice = {
  name: 'Dinas Sosial Kabupaten Lombok Barat',
  governmentName: 'Pemerintah Kabupaten Lombok Barat',
  unitName: 'Sekretariat SLRT',
  districtCode: '52.01',
  districtName: 'Kabupaten Lombok Barat',
  provinceName: 'Nusa Tenggara Barat',
  address: 'Jalan Contoh Nomor 1, Gerung 83363',
  phone: '(0370) 123456',
  email: 'slrt@contoh.go.id',
  website: 'slrt.contoh.go.id',
  city: 'Gerung',
  unitCode: 'SLRT',
  timeZone: 'Asia/Makassar',
  practice: false,
  paper: 'F4',
  logoSha256: null,
}

/** Rows that a letter stands on. */
export interface LetterWorld {
  caseId: number
  needId: number
  referralId: number
  agencyId: number
  signatoryId: number
}

const by = { userId: 1, now: '2026-11-20T02:00:00.000Z' }

/** Puts a case of a made-up person with a referral into a fresh database. The village decides who may see it. */
export const sampleLetterWorld = (
  db: Db,
  options: { office?: Partial<StoredOffice>; village?: string; number?: string; nik?: string } = {},
): LetterWorld => {
  const village = options.village ?? '52.01.01.2001'
  if (db.first(db.q.selectFrom('region').select('code').limit(1)) === undefined) fillRegions(db)
  writeSetting(db, officeKey, { ...sampleOffice, ...options.office }, by)
  const signatoryId = saveSignatoryRow(
    db,
    {
      id: null,
      version: 0,
      name: 'Contoh Penanda Tangan, S.Sos., M.Si.',
      rank: 'Pembina (IV/a)',
      nip: '19700101 199503 1 999',
      position: 'Kepala Bidang Perlindungan dan Jaminan Sosial',
      onBehalfOf: 'Kepala Dinas Sosial',
      active: true,
    },
    by,
  )?.id as number
  const stamp = { updated_at: by.now, updated_by: by.userId }
  const personId = db.run(
    db.q.insertInto('person').values({
      uid: newUid(),
      nik: options.nik ?? '5201014506800001',
      name: 'SITI CONTOH AMINAH',
      name_key: nameKey('SITI CONTOH AMINAH'),
      birth_place: 'Gerung',
      birth_date: '1980-06-05',
      sex: 'P',
      address: 'Jl. Melati 2',
      hamlet: 'Dusun Karang',
      rt: '003',
      rw: '001',
      region_code: village,
      ...stamp,
    }),
  ).id
  const familyId = db.run(
    db.q.insertInto('family').values({
      uid: newUid(),
      kk_number: (options.nik ?? '5201014506800001').replace(/^.{6}/, '520199'),
      region_code: village,
      ...stamp,
    }),
  ).id
  db.run(db.q.insertInto('family_member').values({ family_id: familyId, person_id: personId, relation: 'head', ...stamp }))
  const agencyId = db.run(
    db.q.insertInto('agency').values({
      uid: newUid(),
      name: 'RSUD Contoh',
      addressee: 'Direktur RSUD Contoh',
      city: 'Gerung',
      sector: 'kesehatan',
      level: 'kabupaten',
      address: '',
      phone: '',
      email: '',
      services: '',
      ...stamp,
    }),
  ).id
  const caseId = insertCase(
    db,
    {
      number: options.number ?? 'SLRT-2026-0012',
      openedDay: '2026-11-20',
      clientId: personId,
      reporter: { kind: 'self', personId: null, name: '', phone: '', relation: '' },
      channel: 'loket',
      summary: 'Biaya rawat inap',
      register: 'layanan',
      complaintKind: '',
      regionCode: village,
    },
    by,
  )
  const needId = insertNeed(
    db,
    {
      caseId,
      programmeKey: 'reaktivasi-pbi-jk',
      programmeVersion: 1,
      category: 'kepesertaan',
      level: 'kabupaten',
      description: 'Kepesertaan tidak aktif',
      holderId: 1,
      dueDate: null,
      agencyId,
      state: 'registered',
    },
    by,
  )
  const referralId = insertReferral(
    db,
    {
      caseId,
      needId,
      agencyId,
      request: 'Mohon keringanan biaya perawatan selama reaktivasi diproses.',
      urgency: 'segera',
      attachments: '1 (satu) berkas',
      dueDate: '2026-12-04',
      remindOn: '2026-12-02',
      service: '',
      overrideReason: '',
      overrideBy: null,
    },
    by,
  )
  return { caseId, needId, referralId, agencyId, signatoryId }
}

/** A kind of letter about a resident without a case: short, one field of its own, ready to be saved as a definition. */
export const residentLetterKind = (change: { numbering?: Partial<NumberRules> } = {}): InputOf<'definitions.save'>['body'] => ({
  name: 'Keterangan Uji',
  description: '',
  needsReferral: false,
  about: 'person',
  subject: 'Keterangan a.n. {{person.name}}',
  paper: 'A4',
  margins: { top: 15, right: 20, bottom: 15, left: 25 },
  fontSize: 11,
  lineSpacing: 1.15,
  numbering: {
    pattern: '{kode}/{urut:0000}/{unit}/{bulan-romawi}/{tahun}',
    archiveCode: '400.9.14.1',
    sequence: 'surat-keluar',
    scope: 'shared',
    restart: 'yearly',
    source: 'automatic',
    ...change.numbering,
  },
  fields: [{ name: 'purpose', label: 'Keperluan', multiline: false, required: true, initial: '' }],
  copiesTo: [],
  blocks: [
    { type: 'letterhead' },
    { type: 'title', text: 'SURAT KETERANGAN\nNomor: {{letter.number}}' },
    {
      type: 'identity',
      rows: [
        { label: 'Nama', text: '{{person.name}}' },
        { label: 'NIK', text: '{{person.nik}}' },
        { label: 'Alamat', text: '{{person.address}}' },
      ],
    },
    { type: 'paragraph', text: 'Surat ini dibuat untuk keperluan {{fields.purpose}}.' },
    { type: 'date-line' },
    { type: 'signature' },
  ],
})

const pngChunk = (type: string, data: Buffer): Buffer => {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4)
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}

/** A PNG with see-through corners, made here so that no emblem of a real region lies in the tests. */
export const samplePng = (width: number, height: number, bitDepth = 8): Buffer => {
  const row = width * 4 * (bitDepth / 8) + 1
  const raw = Buffer.alloc(row * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width && bitDepth === 8; x += 1) {
      const inside = Math.hypot(x - width / 2, y - height / 2) < width / 2
      raw.set([20, 100 + Math.floor((100 * x) / width), 160, inside ? 255 : 0], y * row + 1 + x * 4)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, 6], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(raw)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
