import { type Check, when } from './check.ts'

/** A number as it was typed into a form, digits alone. */
export interface TypedNumber {
  digits: string
}

const numberCheck = <const I extends string>(
  name: 'NIK' | 'Nomor KK',
  check: Pick<Check<TypedNumber>, 'title' | 'what' | 'find' | 'examples'> & { id: I },
): Check<TypedNumber> & { id: I } => ({
  ...check,
  severity: 'block',
  scope: 'cell',
  fields: [name === 'NIK' ? 'nik' : 'kkNumber'],
  fix:
    name === 'NIK'
      ? 'Cocokkan dengan KTP atau KK. Bila warga belum punya NIK, kosongkan isian ini.'
      : 'Cocokkan dengan kartu keluarga, atau kosongkan.',
  source: 'Bentuk NIK dan No. KK: 16 digit; kode provinsi tidak ada yang berawalan 0',
  overridable: false,
})

const allEqual = (digits: string): boolean => /^(\d)\1{15}$/.test(digits)

const shapeChecks = <const P extends 'nik' | 'kk'>(prefix: P, name: 'NIK' | 'Nomor KK') =>
  [
    numberCheck(name, {
      id: `${prefix}-digits` as const,
      title: `${name} berisi selain angka`,
      what: `${name} hanya boleh berisi angka.`,
      find: ({ digits }) => when(!/^\d*$/.test(digits)),
      examples: { pass: [{ digits: '5201146212850001' }], fail: [{ digits: '52011462128500O1' }] },
    }),
    numberCheck(name, {
      id: `${prefix}-length` as const,
      title: `${name} tidak 16 digit`,
      what: `${name} harus 16 digit; ini {digit} digit.`,
      find: ({ digits }) => when(/^\d*$/.test(digits) && digits.length !== 16, { digit: digits.length }),
      examples: {
        pass: [{ digits: '5201146212850001' }],
        fail: [{ digits: '520114621285000' }, { digits: '52011462128500011' }],
      },
    }),
    numberCheck(name, {
      id: `${prefix}-typed-all-equal` as const,
      title: `${name} yang diketik berisi angka sama semua`,
      what: `${name} berisi angka yang sama semua; bukan ${name} yang sah.`,
      find: ({ digits }) => when(allEqual(digits)),
      examples: {
        pass: [{ digits: '1111111111111112' }],
        fail: [{ digits: '1111111111111111' }, { digits: '0000000000000000' }],
      },
    }),
    numberCheck(name, {
      id: `${prefix}-typed-leading-zero` as const,
      title: `${name} yang diketik berawalan 0`,
      what: `${name} berawalan 0 adalah nomor sementara, bukan ${name}.`,
      find: ({ digits }) => when(/^0\d{15}$/.test(digits) && !allEqual(digits)),
      examples: { pass: [{ digits: '5201146212850001' }], fail: [{ digits: '0201146212850001' }] },
    }),
  ] as const

/** Shape of a typed NIK: the only thing about a NIK that is wrong for certain. */
export const nikShapeChecks = shapeChecks('nik', 'NIK')
/** Shape of a typed family card number; its six middle digits are a registration day and say nothing of people. */
export const kkShapeChecks = shapeChecks('kk', 'Nomor KK')
