import type { Random } from './random.ts'

/** Words as they stand on a family card (the spelling that the register stores). */
export const marital = { single: 'Belum Kawin', married: 'Kawin', divorced: 'Cerai Hidup', widowed: 'Cerai Mati' } as const

/** Highest school a person of an age and generation has: older people were at school for a shorter time. */
export const educationFor = (random: Random, age: number): string => {
  if (age < 7) return 'Tidak/Belum Sekolah'
  if (age < 13) return 'Belum Tamat SD/Sederajat'
  if (age < 16) return 'Tamat SD/Sederajat'
  if (age < 19) return random.chance(0.85) ? 'SLTP/Sederajat' : 'Tamat SD/Sederajat'
  if (age > 60)
    return random.weighted({
      'Tidak/Belum Sekolah': 25,
      'Belum Tamat SD/Sederajat': 20,
      'Tamat SD/Sederajat': 38,
      'SLTP/Sederajat': 8,
      'SLTA/Sederajat': 7,
      'Diploma IV/Strata I': 2,
    })
  return random.weighted({
    'Belum Tamat SD/Sederajat': 5,
    'Tamat SD/Sederajat': age > 40 ? 40 : 18,
    'SLTP/Sederajat': 22,
    'SLTA/Sederajat': age > 40 ? 18 : 38,
    'Diploma I/II': 1,
    'Akademi/Diploma III/S. Muda': 2,
    'Diploma IV/Strata I': 7,
    'Strata II': 0.5,
  })
}

/** Main work by age and sex, in the proportions of a rural district. */
export const occupationFor = (random: Random, age: number, sex: 'L' | 'P', married: boolean): string => {
  if (age < 6) return 'Belum/Tidak Bekerja'
  if (age < 17 || (age < 23 && !married && random.chance(0.5))) return 'Pelajar/Mahasiswa'
  if (age > 72 && random.chance(0.6)) return 'Belum/Tidak Bekerja'
  if (sex === 'P' && random.chance(married ? 0.62 : 0.25)) return 'Mengurus Rumah Tangga'
  if (age > 58 && random.chance(0.06)) return 'Pensiunan'
  return random.weighted({
    'Petani/Pekebun': 26,
    'Buruh Tani/Perkebunan': 14,
    'Buruh Harian Lepas': 14,
    Wiraswasta: 14,
    Pedagang: 8,
    'Karyawan Swasta': 8,
    'Belum/Tidak Bekerja': 6,
    'Nelayan/Perikanan': sex === 'L' ? 3 : 0.5,
    'Tukang Batu': sex === 'L' ? 2 : 0,
    Sopir: sex === 'L' ? 2 : 0,
    Guru: age > 22 ? 2 : 0,
    'Pegawai Negeri Sipil (PNS)': age > 22 ? 1.5 : 0,
    Peternak: 1,
    'Pembantu Rumah Tangga': sex === 'P' ? 2 : 0,
    'Perangkat Desa': age > 25 ? 0.5 : 0,
  })
}

/** '' for nearly everybody. */
export const disabilityFor = (random: Random, age: number): string =>
  random.chance(age > 60 ? 0.04 : 0.012)
    ? random.weighted({
        'Disabilitas Fisik': 45,
        'Disabilitas Netra': 18,
        'Disabilitas Rungu/Wicara': 17,
        'Disabilitas Mental/Jiwa': 14,
        'Disabilitas Fisik dan Mental': 6,
      })
    : ''

/** A mobile number for about half of the adults. No operator has the prefix 0810, so nobody is rung up by mistake. */
export const phoneFor = (random: Random, age: number): string =>
  age > 16 && random.chance(0.55) ? `0810${String(random.whole(0, 99_999_999)).padStart(8, '0')}` : ''
