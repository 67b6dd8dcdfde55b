/**
 * Everything a role can be allowed to do. Roles themselves are definitions (kind `role`) that an office may edit;
 * this list is what procedures ask for.
 */
export const permissions = [
  'people.read',
  'people.write',
  'people.reveal',
  'people.merge',
  'people.override',
  'imports.read',
  'imports.write',
  'cases.read',
  'cases.write',
  'cases.intake',
  'cases.handle',
  'cases.review',
  'cases.decide',
  'directory.read',
  'directory.write',
  'referrals.read',
  'referrals.write',
  'referrals.answer',
  'letters.read',
  'letters.write',
  'letters.print',
  'letters.initial',
  'letters.sign',
  'reports.run',
  'submissions.read',
  'submissions.write',
  'definitions.read',
  'definitions.write',
  'office.read',
  'office.write',
  'users.manage',
  'audit.read',
  'backup.make',
] as const
export type Permission = (typeof permissions)[number]

/** Indonesian wording of each permission for the rights matrix. */
export const permissionLabels: Record<Permission, string> = {
  'people.read': 'Melihat data warga',
  'people.write': 'Mengubah data warga',
  'people.reveal': 'Membuka NIK dan No. KK lengkap',
  'people.merge': 'Menggabungkan data ganda dan memisahkannya lagi',
  'people.override': 'Memeriksa data warga dan menerima temuan dengan alasan',
  'imports.read': 'Melihat riwayat impor',
  'imports.write': 'Mengimpor data dan mengembalikannya',
  'cases.read': 'Melihat kasus',
  'cases.write': 'Menulis catatan dan isian kasus',
  'cases.intake': 'Mendaftarkan kasus dan melengkapi berkas (Front Office, fasilitator)',
  'cases.handle': 'Menangani kasus di Back Office',
  'cases.review': 'Memeriksa catatan lapangan (supervisor)',
  'cases.decide': 'Menetapkan layanan dan menutup kasus',
  'directory.read': 'Melihat direktori lembaga',
  'directory.write': 'Mengubah direktori lembaga',
  'referrals.read': 'Melihat rujukan',
  'referrals.write': 'Membuat rujukan, mencetak slip dan mengirimnya',
  'referrals.answer': 'Mencatat umpan balik rujukan (pindai slip)',
  'letters.read': 'Melihat surat',
  'letters.write': 'Menyusun surat',
  'letters.print': 'Mencetak surat dan mengambil nomor',
  'letters.initial': 'Memaraf map tanda tangan di layar',
  'letters.sign': 'Mencatat surat ditandatangani dan menerima berkas bertanda tangan',
  'reports.run': 'Membuat laporan',
  'submissions.read': 'Melihat usulan SIKS-NG',
  'submissions.write': 'Menyusun dan mengekspor usulan SIKS-NG',
  'definitions.read': 'Melihat templat dan daftar isian',
  'definitions.write': 'Mengubah templat dan daftar isian',
  'office.read': 'Melihat data kantor',
  'office.write': 'Mengubah data kantor',
  'users.manage': 'Mengelola pengguna dan hak',
  'audit.read': 'Melihat jejak audit',
  'backup.make': 'Membuat cadangan',
}

/** Who is calling, as the dispatcher knows it. */
export interface Actor {
  /** Row id of the user; 0 is the system itself (first start, maintenance). */
  userId: number
  username: string
  displayName: string
  roles: string[]
  permissions: Permission[]
  /** Region codes the user is limited to; empty = the whole district. */
  areas: string[]
}

/** Whether an actor may do a thing. */
export const may = (actor: Pick<Actor, 'permissions'>, permission: Permission): boolean => actor.permissions.includes(permission)

/**
 * Whether a region lies inside the actor's area. A record without a region is seen only by users of the whole district.
 * @param code dotted Kemendagri code, or null
 */
export const inArea = (actor: Pick<Actor, 'areas'>, code: string | null): boolean =>
  actor.areas.length === 0 || (code !== null && actor.areas.some((area) => code === area || code.startsWith(`${area}.`)))
