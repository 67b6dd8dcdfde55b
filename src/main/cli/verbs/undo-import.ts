import { numberOption, readArguments } from '../arguments.ts'
import { openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

/** undo-import: puts back the values from before an import. */
export const undoImportVerb = async (argv: string[]): Promise<void> => {
  const { values, positionals } = readArguments(argv, { id: { type: 'string' } }, { min: 0, max: 1 })
  const id = numberOption(values.id ?? positionals[0], 'id')
  const office = await openOffice(values)
  try {
    const result = await office.job('imports.undo', { id })
    printResult(values.json, { id, ...result }, [
      `Impor nomor ${id} dikembalikan: ${result.removed} data baru dihapus, ${result.restored} data kembali seperti semula.`,
      ...(result.kept === 0
        ? []
        : [`${result.kept} data dipertahankan karena sudah dipakai sesudah impor: ${result.keptNames.slice(0, 10).join(', ')}`]),
    ])
  } finally {
    await office.close()
  }
}
