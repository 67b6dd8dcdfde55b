import type { PersonFields } from '../../../shared/contract/people.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { checkKk, checkNik } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import { findByNik, type PersonColumns } from './people.repo.ts'

/** What the form says as columns; the name in single spaces, everything else as typed. */
export const toColumns = (input: Omit<PersonFields, 'nik'>): PersonColumns & { name: string; name_key: string } => {
  const name = input.name.replace(/\s+/g, ' ')
  return {
    name,
    name_key: nameKey(name),
    birth_place: input.birthPlace,
    birth_date: input.birthDate,
    sex: input.sex,
    religion: input.religion,
    marital_status: input.maritalStatus,
    education: input.education,
    occupation: input.occupation,
    disability: input.disability,
    mother_name: input.motherName,
    father_name: input.fatherName,
    phone: input.phone,
    address: input.address,
    hamlet: input.hamlet,
    rt: input.rt,
    rw: input.rw,
    region_code: input.regionCode,
  }
}

/**
 * Refuses a NIK that cannot be one, or that somebody else has.
 * @param ownId the person who may have it already
 * @throws AppError VALIDATION, CONFLICT
 */
export const refuseNik = (context: QueryContext, nik: string, ownId: number | null): void => {
  const blocking = checkNik(nik, { today: context.today() }).find(({ severity }) => severity === 'block')
  if (blocking !== undefined)
    throw new AppError('VALIDATION', blocking.message, {
      field: 'nik',
      hint: 'Cocokkan dengan KTP atau KK. Bila warga belum punya NIK, kosongkan isian ini.',
    })
  const holder = findByNik(context.db, nik)
  if (holder === undefined || holder.record === ownId) return
  if (holder.id === ownId)
    throw new AppError('CONFLICT', 'NIK ini tersimpan pada data ganda yang sudah digabungkan ke warga ini.', {
      field: 'nik',
      hint: 'Batalkan penggabungannya, lalu gabungkan lagi dan pilih NIK ini.',
    })
  throw new AppError('CONFLICT', 'Sudah ada warga dengan NIK ini di data kantor.', {
    field: 'nik',
    hint: inArea(context.actor, holder.region_code)
      ? 'Cari dengan NIK ini dan buka datanya; jangan daftarkan dua kali. Bila orangnya berbeda, cocokkan NIK dengan KTP.'
      : 'Warga itu tercatat di luar wilayah tugas Anda. Hubungi petugas kabupaten/kota untuk mencocokkan datanya.',
  })
}

/** @throws AppError VALIDATION when a family card number cannot be one */
export const refuseKk = (kkNumber: string): void => {
  const blocking = checkKk(kkNumber).find(({ severity }) => severity === 'block')
  if (blocking !== undefined)
    throw new AppError('VALIDATION', blocking.message, {
      field: 'kkNumber',
      hint: 'Cocokkan dengan kartu keluarga, atau kosongkan.',
    })
}

/** @throws AppError VALIDATION when the birth date lies in the future */
export const refuseBirthDate = (context: QueryContext, birthDate: string | null): void => {
  if (birthDate !== null && birthDate > context.today())
    throw new AppError('VALIDATION', 'Tanggal lahir ada di masa depan.', {
      field: 'birthDate',
      hint: 'Periksa tahun dan bulannya.',
    })
}

/** @throws AppError VALIDATION when the address lies outside the user's area: the record would vanish from the user's own sight */
export const refuseRegion = (context: QueryContext, regionCode: string | null): void => {
  if (inArea(context.actor, regionCode)) return
  throw new AppError('VALIDATION', 'Desa/kelurahan ini di luar wilayah tugas Anda.', {
    field: 'regionCode',
    hint: 'Pilih desa/kelurahan di wilayah Anda, atau minta petugas kabupaten/kota mencatatnya.',
  })
}
