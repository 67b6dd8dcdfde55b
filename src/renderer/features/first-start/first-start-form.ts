import { z } from 'zod'
import { password } from '../../../shared/contract/app.ts'
import { filledLine, line } from '../../../shared/contract/common.ts'
import type { InputOf } from '../../../shared/contract/index.ts'
import { firstStartTexts } from '../../texts/first-start.ts'

/** All four pages in one form, flat, so that a page checks its own fields. */
export const firstStartSchema = z
  .object({
    districtCode: z.string().min(1, 'Pilih kabupaten atau kota'),
    name: filledLine,
    city: filledLine,
    timeZone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
    governmentName: filledLine,
    unitName: line,
    unitCode: filledLine,
    address: line,
    phone: line,
    email: line,
    website: line,
    signatoryName: line,
    signatoryPosition: line,
    signatoryRank: line,
    signatoryNip: line,
    displayName: filledLine,
    username: filledLine.max(60).regex(/^[a-z0-9._-]+$/i, 'Hanya huruf, angka, titik, garis bawah dan tanda hubung'),
    password,
    again: z.string(),
    mode: z.enum(['office', 'practice']),
  })
  .refine((values) => values.password === values.again, { path: ['again'], message: firstStartTexts.user.differs })
  .refine((values) => values.signatoryName === '' || values.signatoryPosition !== '', {
    path: ['signatoryPosition'],
    message: 'Isi jabatannya, atau kosongkan namanya',
  })
export type FirstStartValues = z.infer<typeof firstStartSchema>

/** Fields of each page, in order. */
export const pageFields: readonly (readonly (keyof FirstStartValues)[])[] = [
  ['districtCode', 'name', 'city', 'timeZone'],
  [
    'governmentName',
    'unitName',
    'unitCode',
    'address',
    'phone',
    'email',
    'website',
    'signatoryName',
    'signatoryPosition',
    'signatoryRank',
    'signatoryNip',
  ],
  ['displayName', 'username', 'password', 'again'],
  ['mode'],
]

export const emptyValues: FirstStartValues = {
  districtCode: '',
  name: '',
  city: '',
  timeZone: 'Asia/Jakarta',
  governmentName: '',
  unitName: 'Sekretariat SLRT',
  unitCode: 'SLRT',
  address: '',
  phone: '',
  email: '',
  website: '',
  signatoryName: '',
  signatoryPosition: '',
  signatoryRank: '',
  signatoryNip: '',
  displayName: '',
  username: '',
  password: '',
  again: '',
  mode: 'office',
}

/** The form's values as the contract wants them. */
export const toInit = (values: FirstStartValues): InputOf<'app.init'> => {
  const { districtCode, name, city, timeZone, governmentName, unitName, unitCode, address, phone, email, website } = values
  return {
    mode: values.mode,
    office: {
      ...{ districtCode, name, city, timeZone, governmentName, unitName, unitCode, address, phone, email, website },
      signatories:
        values.signatoryName === ''
          ? []
          : [
              {
                name: values.signatoryName,
                position: values.signatoryPosition,
                rank: values.signatoryRank,
                nip: values.signatoryNip,
              },
            ],
      units: [],
    },
    admin: { username: values.username, displayName: values.displayName, password: values.password },
  }
}
