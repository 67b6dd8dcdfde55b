import { numberOption, readArguments } from '../arguments.ts'
import { openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

/** search: people by name, NIK or family card number; numbers are masked. */
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
        ? ['Tidak ditemukan.']
        : [
            ...found.items.map((hit) => `${hit.id}\t${hit.nikMasked}\t${hit.name}\t${hit.birthDate ?? ''}\t${hit.village}`),
            found.more ? `${found.total}+ ditemukan` : `${found.total} ditemukan`,
          ],
    )
  } finally {
    await office.close()
  }
}
