import { addDays } from '../../../shared/domain/dates.ts'
import { flavourOf } from './name-lists.ts'
import { type NameMaker, newNames, withTitle } from './name-maker.ts'
import { type NumberMaker, newNumbers } from './numbers.ts'
import { disabilityFor, educationFor, marital, occupationFor, phoneFor } from './person-facts.ts'
import { newRandom, type Random } from './random.ts'

/** What was made wrong on purpose with a person, as real lists are wrong. */
export type Dirt = 'no-nik' | 'misspelled' | 'birth-date' | 'no-sex' | 'spaces' | 'lower-case'

/** A made-up person; values are the words of a family card. */
export interface PracticePerson {
  nik: string | null
  name: string
  sex: 'L' | 'P' | null
  birthDate: string
  birthPlace: string
  religion: string
  maritalStatus: string
  education: string
  occupation: string
  disability: string
  motherName: string
  fatherName: string
  phone: string
  relation: string
  /** null for a clean record. */
  dirt: Dirt | null
}

/** A made-up family, the head first. */
export interface PracticeFamily {
  kkNumber: string
  address: string
  hamlet: string
  rt: string
  rw: string
  /** Dotted code of the village. */
  regionCode: string
  members: PracticePerson[]
}

export interface PracticeInput {
  seed: number
  /** How many people in all; the last family is cut to fit. */
  people: number
  /** Rows of the region table: at least one village; districts and sub-districts among them become birth places. */
  regions: readonly { code: string; name: string }[]
  /** `YYYY-MM-DD` */
  today: string
  /** Share of records with a fault, 0 to 1. */
  dirt?: number
}

interface Draft {
  sex: 'L' | 'P'
  age: number
  relation: string
  status: string
  bare: string
  father: string
  mother: string
  religion: string
}

const streets =
  'Mawar Melati Kenanga Pahlawan Merdeka Pendidikan Masjid Pasar Raya Gajah_Mada Diponegoro Kartini Anggrek Cempaka Flamboyan'
    .split(' ')
    .map((word) => word.replace('_', ' '))
const hamletWords =
  'Krajan Karang_Baru Tengah Timur Barat Utara Selatan Lendang Sukamaju Mekar_Sari Harapan Tanjung Bukit Pasir Muara Sawah Kebon Lembah'
    .split(' ')
    .map((word) => word.replace('_', ' '))

interface Makers {
  random: Random
  names: NameMaker
}

/** Who lives together: a head between 25 and 75, often a spouse, children born to a mother between 19 and 40, sometimes a parent or a grandchild. */
const draftFamily = ({ random, names }: Makers): Draft[] => {
  const religion = names.religion()
  const person = (
    sex: 'L' | 'P',
    age: number,
    relation: string,
    status: string,
    clan: string,
    parents?: [string, string],
  ): Draft => ({
    sex,
    age,
    relation,
    status,
    bare: names.given(sex, clan),
    father: parents?.[0] ?? names.given('L', clan),
    mother: parents?.[1] ?? names.given('P', names.clan()),
    religion,
  })
  const headSex = random.chance(0.82) ? 'L' : 'P'
  const age = Math.round(25 + 50 * ((random.next() + random.next() + random.next()) / 3))
  const clan = names.clan()
  const married = headSex === 'L' && random.chance(0.9)
  const status = married
    ? marital.married
    : random.weighted({ [marital.widowed]: age > 45 ? 6 : 2, [marital.divorced]: 3, [marital.single]: age < 35 ? 3 : 0.5 })
  const head = person(headSex, age, 'Kepala Keluarga', status, clan)
  const family = [head]
  const wife = married ? person('P', Math.max(19, age - random.whole(-2, 9)), 'Istri', marital.married, names.clan()) : null
  if (wife !== null) family.push(wife)
  const mother = wife ?? (headSex === 'P' ? head : null)
  const motherAge = mother?.age ?? age - 3
  const fatherName = wife === null ? names.given('L', clan) : head.bare
  const parents: [string, string] = [fatherName, mother?.bare ?? names.given('P', '')]
  if (head.status !== marital.single) {
    const births = random.weighted({ 0: 6, 1: 22, 2: 36, 3: 23, 4: 10, 5: 3 })
    let atBirth = random.whole(19, 26)
    for (let child = 0; child < Number(births); child += 1) {
      const childAge = motherAge - atBirth
      atBirth += random.whole(2, 6)
      if (childAge < 0 || atBirth > 46) break
      // Grown children mostly have a family card of their own.
      if (childAge > 21 && random.chance(Math.min(0.95, (childAge - 20) / 14))) continue
      family.push(person(random.chance(0.51) ? 'L' : 'P', childAge, 'Anak', marital.single, clan, parents))
    }
    const grown = family.find((member) => member.relation === 'Anak' && member.age > 22)
    if (grown !== undefined && random.chance(0.25)) {
      grown.status = marital.married
      const inLaw = person(
        grown.sex === 'L' ? 'P' : 'L',
        Math.max(19, grown.age - (grown.sex === 'L' ? 2 : -2)),
        'Menantu',
        marital.married,
        names.clan(),
      )
      family.push(inLaw)
      const [father, motherOf] = grown.sex === 'L' ? [grown, inLaw] : [inLaw, grown]
      if (motherOf.age > 20)
        family.push(
          person(random.chance(0.5) ? 'L' : 'P', random.whole(0, motherOf.age - 20), 'Cucu', marital.single, clan, [
            father.bare,
            motherOf.bare,
          ]),
        )
    }
  }
  if (age < 58 && random.chance(0.09)) {
    const own = headSex === 'P' || random.chance(0.6) || wife === null
    const child = own ? head : (wife as Draft)
    const parent = person('P', child.age + random.whole(20, 32), own ? 'Orang Tua' : 'Mertua', marital.widowed, names.clan())
    parent.bare = child.mother
    family.push(parent)
  }
  return family
}

/** A letter slip as people make it at a keyboard: two letters change places, one is lost, or one is doubled. */
const misspell = (random: Random, name: string): string => {
  const at = random.whole(1, Math.max(1, name.length - 3))
  const kind = random.whole(0, 2)
  if (kind === 0) return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
  if (kind === 1) return name.slice(0, at) + name.slice(at + 1)
  return name.slice(0, at) + name.charAt(at) + name.slice(at)
}

const spoil = (random: Random, person: PracticePerson): PracticePerson => {
  const dirt = random.pick<Dirt>(['no-nik', 'no-nik', 'misspelled', 'misspelled', 'birth-date', 'no-sex', 'spaces', 'lower-case'])
  const spoiled = { ...person, dirt }
  if (dirt === 'no-nik') spoiled.nik = null
  if (dirt === 'misspelled') spoiled.name = misspell(random, person.name)
  if (dirt === 'birth-date') spoiled.birthDate = `${Number(person.birthDate.slice(0, 4)) - 1}-${person.birthDate.slice(5, 8)}15`
  if (dirt === 'no-sex') spoiled.sex = null
  if (dirt === 'spaces') spoiled.name = ` ${person.name.replace(' ', '  ')}`
  if (dirt === 'lower-case') spoiled.name = person.name.toLowerCase()
  return spoiled
}

const birthDateAt = (random: Random, today: string, age: number): string => {
  const birthday = `${Number(today.slice(0, 4)) - age}${today.slice(4) === '-02-29' ? '-02-28' : today.slice(4)}`
  return addDays(birthday, -random.whole(0, 364))
}

const plainName = (name: string): string => name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')

/**
 * Makes up families of a district: the same seed gives the same people, and no NIK or family card number comes twice.
 * Names are combined from lists of frequent given names; nobody real is meant.
 * @throws RangeError when the regions hold no village
 */
export function* generateFamilies(input: PracticeInput): Generator<PracticeFamily> {
  const villages = input.regions.filter(({ code }) => code.length === 13)
  if (villages.length === 0) throw new RangeError('no village among the regions')
  const random = newRandom(input.seed)
  const numbers: NumberMaker = newNumbers(random)
  const names = newNames(random, flavourOf((villages[0] as { code: string }).code.slice(0, 2)))
  const places = input.regions.filter(({ code }) => code.length === 5 || code.length === 8)
  const dirt = input.dirt ?? 0
  let left = input.people
  while (left > 0) {
    const village = random.pick(villages)
    const subDistrict = village.code.slice(0, 8)
    const district = places.find(({ code }) => code === village.code.slice(0, 5))
    const bornIn = (): { code: string; name: string } => {
      if (random.chance(0.12)) {
        const other = random.pick(villages)
        return {
          code: other.code.slice(0, 8),
          name: plainName(places.find(({ code }) => code === other.code.slice(0, 8))?.name ?? other.name),
        }
      }
      return { code: subDistrict, name: plainName(district !== undefined && random.chance(0.35) ? district.name : village.name) }
    }
    const hamlet = `Dusun ${random.pick(hamletWords)}`
    const members = draftFamily({ random, names })
      .slice(0, left)
      .map((draft): PracticePerson => {
        const grownUp = draft.relation !== 'Anak' && draft.relation !== 'Cucu'
        const born = grownUp ? bornIn() : { code: subDistrict, name: plainName(district?.name ?? village.name) }
        const birthDate = birthDateAt(random, input.today, draft.age)
        const person: PracticePerson = {
          nik: numbers.nik(born.code, birthDate, draft.sex),
          name: withTitle(random, draft.bare, draft),
          sex: draft.sex,
          birthDate,
          birthPlace: born.name.toUpperCase(),
          religion: draft.religion,
          maritalStatus: draft.status,
          education: educationFor(random, draft.age),
          occupation: occupationFor(random, draft.age, draft.sex, draft.status === marital.married),
          disability: disabilityFor(random, draft.age),
          motherName: draft.mother,
          fatherName: draft.father,
          phone: phoneFor(random, draft.age),
          relation: draft.relation,
          dirt: null,
        }
        return dirt > 0 && random.chance(dirt) ? spoil(random, person) : person
      })
    left -= members.length
    yield {
      kkNumber: numbers.kk(subDistrict, addDays(input.today, -random.whole(30, 5500))),
      address: random.chance(0.4) ? `Jl. ${random.pick(streets)} No. ${random.whole(1, 120)}` : hamlet,
      hamlet,
      rt: String(random.whole(1, 8)).padStart(3, '0'),
      rw: String(random.whole(1, 5)).padStart(3, '0'),
      regionCode: village.code,
      members,
    }
  }
}
