import type { LetterPaper, LetterTemplateBody, MemberColumn } from '../../../shared/contract/letter-body.ts'
import type { RegisterSource } from '../../../shared/contract/letters.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { addDays, ageOn, dayIn, longDate } from '../../../shared/domain/dates.ts'
import { headRelation } from '../../../shared/domain/families.ts'
import { letterNumber } from '../../../shared/domain/letter-number.ts'
import { parseAmount, rupiah } from '../../../shared/domain/letter-words.ts'
import { villageKind, villageWord } from '../../../shared/domain/region-levels.ts'
import type { LetterData } from './letter-data.ts'
import { fillText, type Placeholder } from './placeholders.ts'
import { registerValues } from './register-standing.ts'
import type { LetterSources } from './sources.repo.ts'

/** What the clerk decided for one letter. */
export interface LetterChoices {
  letterDate: string
  paper: LetterPaper
  fields: Record<string, string>
  copiesTo: string[]
  headedPaper: boolean
  purpose: string
  lane: string
  lists: Record<string, Record<string, string>[]>
  /** What a statement about the register stands on, or null while that is open. */
  register: RegisterSource | null
  /** Number as it is printed, or null on a draft. */
  numberText: string | null
  /** Unit the letter comes from; '' = the office's own. */
  unitCode: string
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
  const basic: Record<string, string> = {
    ...baseValues(sources, choices),
    ...aboutValues(template, choices),
    ...registerValues(choices.register, office.timeZone),
  }
  for (const { name } of template.lists) basic[`lists.${name}`] = String(choices.lists[name]?.length || '')
  for (const field of template.fields) basic[`fields.${field.name}`] = fieldText(field.type, choices.fields[field.name] ?? '')
  const values = {
    ...basic,
    'letter.subject': fillText(template.subject, basic),
    'letter.number':
      choices.numberText ??
      letterNumber(template.numbering.pattern, {
        archiveCode: template.numbering.archiveCode,
        value: null,
        unitCode: choices.unitCode || office.unitCode,
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
      throughPosition: signatory.through_position,
      actingId: signatory.acting_id,
    },
    copiesTo: choices.copiesTo,
    paper: choices.paper,
    headedPaper: choices.headedPaper,
    members: sources.members.map((member) => memberCells(member, choices.letterDate)),
    lists: Object.fromEntries(template.lists.map(({ name }) => [name, choices.lists[name] ?? []])),
    verification: null,
    practice: office.practice,
    logoSha256: office.logoSha256,
  }
}

/** A field as printed: days and amounts in words of the office, everything else as it was typed. */
const fieldText = (type: LetterTemplateBody['fields'][number]['type'], value: string): string => {
  if (type === 'date') return longDate(value)
  const amount = type === 'amount' ? parseAmount(value) : null
  return amount === null ? value : rupiah(amount)
}

/** Whom a letter is addressed to, as the book shows it: the agency, else the first line of the addressee. '' = nobody. */
export const addresseeOf = (template: LetterTemplateBody, values: Readonly<Record<string, string>>): string => {
  const agency = values['agency.addressee'] ?? ''
  if (agency !== '') return agency
  const line = template.blocks.find((block) => block.type === 'addressee')?.lines[0] ?? ''
  return fillText(line, values).replace(/^(kepada\s+)?yth\.?\s*/i, '')
}

/** Last day of validity of a letter; null = without end. The letter's own day counts. */
export const validUntil = (template: LetterTemplateBody, purpose: string, letterDate: string): string | null => {
  const days = validDays(template, purpose)
  return days === 0 ? null : addDays(letterDate, days - 1)
}

const validDays = (template: LetterTemplateBody, purpose: string): number =>
  template.purposes.find(({ key }) => key === purpose)?.validDays ?? template.validDays

/** What the letter is for and how long it holds. */
const aboutValues = (template: LetterTemplateBody, choices: LetterChoices) => {
  const until = validUntil(template, choices.purpose, choices.letterDate)
  const days = validDays(template, choices.purpose)
  return {
    'letter.validUntil': until === null ? '' : longDate(until),
    'letter.validDays': days === 0 ? '' : String(days),
    'letter.purpose': template.purposes.find(({ key }) => key === choices.purpose)?.label ?? '',
    'letter.lane': template.lanes.find(({ key }) => key === choices.lane)?.label ?? '',
  } satisfies Partial<Record<Placeholder, string>>
}

const memberCells = (member: LetterSources['members'][number], letterDate: string): Record<MemberColumn, string> => ({
  name: member.name,
  nik: member.nik ?? '',
  relation: member.relation,
  sex: member.sex ?? '',
  birth: joined([member.birth_place, member.birth_date === null ? '' : longDate(member.birth_date)]),
  age: member.birth_date === null ? '' : `${ageOn(member.birth_date, letterDate)} th`,
  maritalStatus: member.marital_status,
  occupation: member.occupation,
})

type Applicant = LetterSources['applicant']

/** Who asked for the letter; a resident who came in person stands as the own applicant. */
const applicantValues = (applicant: Applicant, person: LetterSources['person'], address: string) => {
  const other = applicant.person !== null || applicant.name !== ''
  const known = applicant.person
  return {
    'applicant.name': other ? (known?.name ?? applicant.name) : (person?.name ?? ''),
    'applicant.nik': other ? (known?.nik ?? '') : (person?.nik ?? ''),
    'applicant.address': known === null ? (other ? '' : address) : addressLine(known),
    'applicant.phone': applicant.phone || (other ? (known?.phone ?? '') : (person?.phone ?? '')),
    'applicant.relation': other ? applicant.relation : 'Diri sendiri',
    'applicant.other': other ? 'ya' : '',
  }
}

/** Values that other functions give. */
type Elsewhere = `register.${string}` | `letter.${'number' | 'subject' | 'validUntil' | 'validDays' | 'purpose' | 'lane'}`

const baseValues = (sources: LetterSources, choices: LetterChoices): Record<string, string> => {
  const { caseFile, person, family, referral, signatory, regions, levels, programme, office } = sources
  const region = (level: number): string => regions.find((found) => found.level === level)?.name ?? ''
  const birthDate = person?.birth_date == null ? '' : longDate(person.birth_date)
  const village = region(4)
  const ownAddress = person === null ? '' : addressLine(person)
  const address = ownAddress === '' && family !== null ? addressLine(family) : ownAddress
  const values: Record<Exclude<Placeholder, Elsewhere>, string> = {
    'letter.date': longDate(choices.letterDate),
    'case.number': caseFile?.number ?? '',
    'case.date': caseFile === null ? '' : longDate(caseFile.opened_day),
    'case.summary': caseFile?.summary ?? '',
    'case.programmes': sources.programmes.join(', '),
    'person.name': person?.name ?? '',
    'person.nik': person?.nik ?? '',
    'person.birth': joined([person?.birth_place, birthDate]),
    'person.birthPlace': person?.birth_place ?? '',
    'person.birthDate': birthDate,
    'person.age': person?.birth_date == null ? '' : `${ageOn(person.birth_date, choices.letterDate)} tahun`,
    'person.sex': sexWords[person?.sex ?? ''] ?? '',
    'person.phone': person?.phone ?? '',
    'person.address': address,
    'person.religion': person?.religion ?? '',
    'person.maritalStatus': person?.marital_status ?? '',
    'person.education': person?.education ?? '',
    'person.occupation': person?.occupation ?? '',
    'person.disability': person?.disability ?? '',
    'person.motherName': person?.mother_name ?? '',
    'family.kkNumber': family?.kk_number ?? '',
    'family.headName': sources.members.find(({ relation }) => relation === headRelation)?.name ?? '',
    'family.memberCount': sources.members.length === 0 ? '' : String(sources.members.length),
    ...applicantValues(sources.applicant, person, address),
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
    'referral.date': referral === null ? '' : longDate(dayIn(referral.created_at, office.timeZone)),
    'referral.letterNumber': referral?.letter_number ?? '',
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
