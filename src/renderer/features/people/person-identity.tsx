import type { PersonDetail } from '../../../shared/contract/people.ts'
import { ageOn } from '../../../shared/domain/dates.ts'
import { MaskedNumber } from '../../components/masked-number.tsx'
import { Section } from '../../components/page.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { instantDay, longDate, sexText } from '../../lib/format.ts'
import { useLevelNames } from '../../lib/level-names.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { peopleTexts } from '../../texts/people.ts'

const words = peopleTexts.detail

/** Words for the stored codes of the vital status. */
const lifeWords: Record<string, string> = {
  alive: 'Hidup',
  dead: 'Meninggal',
  moved: 'Pindah',
  missing: 'Hilang',
  away: 'Pergi',
  invalid: 'Tidak valid',
}

/** Where each value came from, for the hover text: the newest change of that field, else the newest import. */
const useSources = (person: PersonDetail): ((label: string) => string | undefined) => {
  const { timeZone } = useOfficeTime()
  const newest = new Map<string, string>()
  for (const change of [...person.history].sort((a, b) => a.at.localeCompare(b.at)))
    newest.set(change.field.toLowerCase(), words.from(change.source, change.by, instantDay(change.at, timeZone)))
  const lastImport = person.imports[0]
  const usual =
    lastImport === undefined ? undefined : words.from(lastImport.label, '', instantDay(lastImport.appliedAt, timeZone))
  return (label) => newest.get(label.toLowerCase()) ?? usual
}

/** Name, numbers, birth, civil status. */
export const IdentitySection = (props: { person: PersonDetail }) => {
  const { person } = props
  const { today } = useOfficeTime()
  const from = useSources(person)
  const birth =
    person.birthDate === null
      ? person.birthPlace
      : `${person.birthPlace === '' ? '' : `${person.birthPlace}, `}${longDate(person.birthDate)} (${ageOn(person.birthDate, today)} tahun)`
  const row = (label: string, value: string, historyName = label) => ({ label, value, hint: from(historyName) })
  return (
    <Section title={words.identity}>
      <ValueList
        items={[
          { label: 'No. KK', value: <MaskedNumber key={person.id} personId={person.id} field="kk" masked={person.kkMasked} /> },
          row('Lahir', birth, 'Tanggal lahir'),
          row('Jenis kelamin', sexText(person.sex)),
          row('Agama', person.religion),
          row('Status perkawinan', person.maritalStatus),
          row('Pendidikan', person.education),
          row('Pekerjaan', person.occupation),
          row('Disabilitas', person.disability),
          row('Nama ibu', person.motherName),
          row('Nama ayah', person.fatherName),
          row('Status hidup', lifeWords[person.lifeStatus] ?? person.lifeStatus),
          ...(person.internalNumber === '' ? [] : [row('Nomor kantor', person.internalNumber)]),
          ...(person.originalNumber === '' ? [] : [row('Nomor di berkas asal', person.originalNumber)]),
        ].filter((item) => item.label !== 'No. KK' || person.kkMasked !== '')}
      />
    </Section>
  )
}

/** Where the person lives and can be reached. */
export const AddressSection = (props: { person: PersonDetail }) => {
  const { person } = props
  const from = useSources(person)
  const names = useLevelNames()
  const row = (label: string, value: string, historyName = label) => ({ label, value, hint: from(historyName) })
  return (
    <Section title={words.address}>
      <ValueList
        items={[
          row('Alamat', person.address),
          row('Dusun', person.hamlet),
          row('RT / RW', person.rt === '' && person.rw === '' ? '' : `${person.rt || '–'} / ${person.rw || '–'}`, 'RT'),
          row(names.say('Desa'), person.village, 'Desa/Kelurahan'),
          row('Telepon', person.phone),
        ]}
      />
    </Section>
  )
}
