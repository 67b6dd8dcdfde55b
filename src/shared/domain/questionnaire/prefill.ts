/**
 * Places in the register that a question can be prefilled from, with the words the office sees. `person.*` is the one asked
 * (in a roster the member), `family.*` the family card, `fact.*` what is recorded beside identity; `extra.<field>` whatever
 * imports brought of the person, in a form about the family of its head.
 */
export const prefillSources: ReadonlyMap<string, string> = new Map([
  ['person.name', 'nama'],
  ['person.nik', 'NIK'],
  ['person.birthPlace', 'tempat lahir'],
  ['person.birthDate', 'tanggal lahir'],
  ['person.sex', 'jenis kelamin'],
  ['person.religion', 'agama'],
  ['person.maritalStatus', 'status perkawinan'],
  ['person.education', 'pendidikan'],
  ['person.occupation', 'pekerjaan'],
  ['person.disability', 'disabilitas'],
  ['person.motherName', 'nama ibu'],
  ['person.phone', 'telepon'],
  ['person.address', 'alamat'],
  ['person.hamlet', 'dusun'],
  ['person.rt', 'RT'],
  ['person.rw', 'RW'],
  ['person.village', 'desa/kelurahan'],
  ['person.subDistrict', 'kecamatan'],
  ['person.district', 'kabupaten/kota'],
  ['person.province', 'provinsi'],
  ['person.relation', 'hubungan keluarga'],
  ['family.kkNumber', 'nomor KK'],
  ['family.head', 'nama kepala keluarga'],
  ['family.headNik', 'NIK kepala keluarga'],
  ['family.size', 'jumlah anggota keluarga'],
  ['family.address', 'alamat di KK'],
  ['fact.decile', 'desil'],
  ['fact.pregnant', 'sedang hamil'],
  ['fact.pln', 'nomor pelanggan PLN'],
])
