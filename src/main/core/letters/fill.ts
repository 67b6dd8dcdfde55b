import { addressLine } from '../../../shared/domain/address.ts'
import { ageOn, longDate } from '../../../shared/domain/dates.ts'
import { villageKind, villageWord } from '../../../shared/domain/region-levels.ts'
import type { LetterTemplateBody } from '../definitions/kinds.ts'
import type { LetterData } from './letter-data.ts'
import { letterNumber } from './numbering.ts'
import { fillText, type Placeholder } from './placeholders.ts'
import type { LetterSources } from './sources.repo.ts'

/** What the clerk decided for one letter. */
export interface LetterChoices {
  letterDate: string
  paper: 'F4' | 'A4'
  fields: Record<string, string>
  copiesTo: string[]
  /** Running number, or null while it is open. */
  numberValue: number | null
}

/** Speed of a letter as written in official correspondence. */
const urgencyWords: Record<string, string> = { biasa: 'Biasa', segera: 'Segera', darurat: 'Sangat Segera' }
const sexWords: Record<string, string> = { L: 'Laki-laki', P: 'Perempuan' }

/** `19700101 199503 1 001`: 18 digits in the groups of a civil servant's number; anything else as it was typed. */
const nipText = (nip: string): string =>
  /^\d{18}$/.test(nip) ? `${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14, 15)} ${nip.slice(15)}` : nip

const joined = (parts: (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(', ')

/** Gathers everything that is printed on a letter. */
export const fillLetter = (template: LetterTemplateBody, sources: LetterSources, choices: LetterChoices): LetterData => {
  const { office, signatory } = sources
  const basic = baseValues(sources, choices)
  for (const field of template.fields) basic[`fields.${field.name}`] = choices.fields[field.name] ?? ''
  const values = {
    ...basic,
    'letter.subject': fillText(template.subject, basic),
    'letter.number': letterNumber(template.numbering.pattern, {
      archiveCode: template.numbering.archiveCode,
      value: choices.numberValue,
      unitCode: office.unitCode,
      letterDate: choices.letterDate,
    }),
  }
  return {
    values,
    letterDate: choices.letterDate,
    dateLine: `${office.city}, ${longDate(choices.letterDate)}`,
    letterhead: {
      governmentName: office.governmentName,
      officeName: office.name,
      unitName: office.unitName,
      address: office.address,
      phone: office.phone,
      email: office.email,
      website: office.website,
    },
    signatory: {
      name: signatory.name,
      rank: signatory.rank,
      nip: nipText(signatory.nip),
      position: signatory.position,
      onBehalfOf: signatory.on_behalf_of,
    },
    copiesTo: choices.copiesTo,
    paper: choices.paper,
    practice: office.practice,
    logoSha256: office.logoSha256,
  }
}

const baseValues = (sources: LetterSources, choices: LetterChoices): Record<string, string> => {
  const { caseFile, person, family, referral, signatory, regions, levels, programme, office } = sources
  const region = (level: number): string => regions.find((found) => found.level === level)?.name ?? ''
  const birthDate = person.birth_date === null ? '' : longDate(person.birth_date)
  const village = region(4)
  const ownAddress = addressLine(person)
  const values: Record<Exclude<Placeholder, 'letter.number' | 'letter.subject'>, string> = {
    'letter.date': longDate(choices.letterDate),
    'case.number': caseFile.number,
    'case.date': longDate(caseFile.opened_day),
    'case.summary': caseFile.summary,
    'case.programmes': sources.programmes.join(', '),
    'person.name': person.name,
    'person.nik': person.nik ?? '',
    'person.birth': joined([person.birth_place, birthDate]),
    'person.birthPlace': person.birth_place,
    'person.birthDate': birthDate,
    'person.age': person.birth_date === null ? '' : `${ageOn(person.birth_date, choices.letterDate)} tahun`,
    'person.sex': sexWords[person.sex ?? ''] ?? '',
    'person.phone': person.phone,
    'person.address': ownAddress === '' && family !== null ? addressLine(family) : ownAddress,
    'family.kkNumber': family?.kk_number ?? '',
    'region.village': village,
    'region.villageTitle':
      village === '' ? '' : `${villageKind(levels, regions.find((found) => found.level === 4)?.code)} ${village}`,
    'region.villageLabel': villageWord(levels),
    'region.subdistrictLabel': levels.subDistrict,
    'region.subdistrict': region(3),
    'region.district': region(2) || office.districtName,
    'region.province': region(1) || office.provinceName,
    'need.programme': programme?.name ?? '',
    'need.sector': programme?.sectorLabel ?? '',
    'need.description': referral?.description ?? '',
    'referral.request': referral?.request ?? '',
    'referral.attachments': referral?.attachments ?? '',
    'referral.urgency': referral === null ? '' : (urgencyWords[referral.urgency] ?? referral.urgency),
    'referral.dueDate': referral === null || referral.due_date === null ? '' : longDate(referral.due_date),
    'agency.name': referral?.agency_name ?? '',
    // Templates write "Yth." themselves; an office may have typed it in the directory as well.
    'agency.addressee': (referral?.addressee ?? '').replace(/^(kepada\s+)?yth\.?\s*/i, ''),
    'agency.city': referral === null ? '' : referral.city || 'tempat',
    'agency.address': referral?.agency_address ?? '',
    'office.governmentName': office.governmentName,
    'office.name': office.name,
    'office.unitName': office.unitName || office.name,
    'office.unitCode': office.unitCode,
    'office.address': office.address,
    'office.phone': office.phone,
    'office.email': office.email,
    'office.city': office.city,
    'signatory.name': signatory.name,
    'signatory.position': signatory.position,
    'signatory.rank': signatory.rank,
    'signatory.nip': nipText(signatory.nip),
  }
  return values
}
