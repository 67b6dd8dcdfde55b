import { z } from 'zod'
import { filledLine } from '../../../shared/contract/common.ts'
import { type Agency, agencyFields, agencyService } from '../../../shared/contract/directory.ts'
import { readClock } from '../../../shared/domain/clock.ts'
import { directoryTexts as words } from '../../texts/directory.ts'

const clock = z.string().transform((typed, context) => {
  const time = readClock(typed)
  if (time !== null) return time
  context.addIssue({ code: 'custom', message: words.clockWrong })
  return z.NEVER
})

const parts = agencyFields.shape

/** What the form holds: the fields of the contract, with papers as lines of one box and hours as they are typed. */
export const agencyForm = z.strictObject({
  ...parts,
  name: filledLine.min(1, words.nameMissing),
  addressee: filledLine.min(1, words.addresseeMissing),
  offers: z
    .array(
      z.strictObject({
        ...agencyService.shape,
        documents: z
          .string()
          .transform((lines) => lines.split('\n').map((one) => one.trim()))
          .transform((lines) => lines.filter((one) => one !== ''))
          .pipe(z.array(filledLine).max(40)),
      }),
    )
    .max(60),
  contacts: z
    .array(
      parts.contacts.unwrap().element.refine((one) => Object.values(one).some((text) => text !== ''), {
        path: ['name'],
        message: words.contactMissing,
      }),
    )
    .max(60),
  locations: z
    .array(
      parts.locations.unwrap().element.refine(({ name, address }) => name !== '' || address !== '', {
        path: ['name'],
        message: words.placeMissing,
      }),
    )
    .max(60),
  schedule: z
    .array(
      z.strictObject({
        days: z.array(z.int().min(1).max(7)).min(1, words.daysMissing).max(7),
        opens: clock,
        closes: clock,
        note: z.string().trim().max(300),
      }),
    )
    .max(20),
})
export type AgencyValues = z.input<typeof agencyForm>
export type AgencyOutput = z.output<typeof agencyForm>

const blank: Omit<Agency, 'id' | 'version'> = {
  name: '',
  addressee: '',
  city: '',
  sector: '',
  level: 'kabupaten',
  kind: '',
  government: true,
  address: '',
  phone: '',
  email: '',
  website: '',
  services: '',
  note: '',
  answerDays: 14,
  active: true,
  offers: [],
  locations: [],
  contacts: [],
  schedule: [],
  areas: [],
  codes: [],
}

/** The form of an agency, or of a new one. */
export const toValues = (agency: Agency | null): AgencyValues => {
  const { id: _id, version: _version, ...fields } = agency ?? { id: 0, version: 0, ...blank }
  return { ...fields, offers: fields.offers.map((one) => ({ ...one, documents: one.documents.join('\n') })) }
}

/** Parts of the form, in the order of its tabs. */
export const agencyTabs = ['about', 'offers', 'contacts', 'schedule', 'places', 'codes'] as const
export type AgencyTab = (typeof agencyTabs)[number]

const tabOfField: Record<string, AgencyTab> = {
  offers: 'offers',
  contacts: 'contacts',
  schedule: 'schedule',
  locations: 'places',
  areas: 'places',
  codes: 'codes',
}

/** The first tab on which something stands wrong. */
export const tabWithError = (errors: object): AgencyTab => {
  const wrong = new Set(Object.keys(errors).map((field) => tabOfField[field] ?? 'about'))
  return agencyTabs.find((tab) => wrong.has(tab)) ?? 'about'
}
