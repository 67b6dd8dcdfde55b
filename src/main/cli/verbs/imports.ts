import { numberOption, readArguments, UsageError } from '../arguments.ts'
import { openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

/** imports: lists packages, hands out the rows to be corrected, tells what undoing would do. */
export const importsVerb = async (argv: string[]): Promise<void> => {
  const { values, positionals } = readArguments(
    argv,
    {
      out: { type: 'string' },
      text: { type: 'string', default: '' },
      doubtful: { type: 'boolean', default: false },
      warnings: { type: 'boolean', default: false },
    },
    { min: 1, max: 2 },
  )
  const [action, number] = positionals
  if (action !== 'list' && action !== 'corrected' && action !== 'undo-preview')
    throw new UsageError('Pilih: imports list, corrected atau undo-preview.')
  const id = action === 'list' ? 0 : numberOption(number, 'id')
  const out = values.out ?? ''
  if (action === 'corrected' && out === '') throw new UsageError('Sebut --out BERKAS.xlsx.')
  const office = await openOffice(values)
  try {
    if (action === 'list') {
      const packages = await office.client.imports.list({ text: values.text })
      printResult(
        values.json,
        packages.map(({ id: one, label, state, preparedAt, preparedBy, counts }) => ({
          id: one,
          label,
          state,
          preparedAt,
          preparedBy,
          counts,
        })),
        packages.map(({ id: one, label, state, preparedAt }) => `${one}  ${preparedAt.slice(0, 10)}  ${state}  ${label}`),
      )
    } else if (action === 'corrected') {
      const made = await office.job('imports.corrected', { id, doubtful: values.doubtful, warnings: values.warnings })
      await office.save(made.file, out)
      printResult(values.json, { id, rows: made.rows, file: out }, [`${made.rows} baris untuk diperbaiki ditulis ke ${out}.`])
    } else {
      const preview = await office.client.imports.previewUndo({ id })
      printResult(values.json, { id, ...preview }, [
        `Bila impor nomor ${id} dikembalikan: ${preview.removed} data baru dihapus, ${preview.restored} data kembali seperti semula, ${preview.kept} data dipertahankan.`,
        ...preview.reasons.map(({ why, count }) => `${why}: ${count}`),
      ])
    }
  } finally {
    await office.close()
  }
}
