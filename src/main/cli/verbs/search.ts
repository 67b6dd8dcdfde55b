import type { MatchReason } from '../../../shared/contract/people.ts'
import { numberOption, readArguments } from '../arguments.ts'
import { openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

/** As the screens call them. */
const fields: Record<MatchReason['field'], string> = {
  name: 'Nama',
  nik: 'NIK',
  kk: 'No. KK',
  phone: 'Telepon',
  number: 'Nomor',
  mother: 'Ibu kandung',
  address: 'Alamat',
  birth: 'Lahir',
  region: 'Wilayah',
}

/** search: people by name, NIK or family card number; numbers are masked; the last column says why each was found. */
export const searchVerb = async (argv: string[]): Promise<void> => {
  const { values, positionals } = readArguments(argv, { limit: { type: 'string', default: '20' } }, { min: 1, max: 10 })
  const office = await openOffice(values)
  try {
    const found = await office.client.people.search({
      text: positionals.join(' '),
      limit: Math.min(100, numberOption(values.limit, 'limit')),
    })
    printResult(
      values.json,
      found,
      found.items.length === 0
        ? [
            found.note === 'full-number'
              ? 'NIK dan No. KK dicari setelah 16 digit lengkap, atau lewat 4 digit terakhirnya.'
              : 'Tidak ditemukan.',
          ]
        : [
            ...(found.note === 'partial' ? ['Tidak ada yang cocok dengan semuanya. Ini yang namanya cocok:'] : []),
            ...found.items.map(
              (hit) =>
                `${hit.id}\t${hit.nikMasked}\t${hit.name}\t${hit.birthDate ?? ''}\t${hit.village}\t${hit.reasons.map(({ field, text }) => `${fields[field]}: ${text}`).join(' · ')}`,
            ),
            found.more ? `${found.total}+ ditemukan` : `${found.total} ditemukan`,
          ],
    )
  } finally {
    await office.close()
  }
}
