import { existsSync, readFileSync } from 'node:fs'
import type { Decision, ImportProblem, Winner } from '../../../shared/contract/imports.ts'
import { type MappingChoice, mappingFile } from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { readArguments, UsageError } from '../arguments.ts'
import { type OfficeSession, openOffice } from '../office-session.ts'
import { printResult, say } from '../output.ts'

/** Every problem of a package, page by page. */
export const allProblems = async (office: OfficeSession, id: number): Promise<ImportProblem[]> => {
  const problems: ImportProblem[] = []
  let cursor: string | null = null
  do {
    const page: { items: ImportProblem[]; next: string | null } = await office.client.imports.problems({ id, cursor, limit: 500 })
    problems.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return problems
}

/** One line per kind of problem: where it first stands and how often, so that a hundred equal notes do not hide the one that matters. */
const groupProblems = (problems: ImportProblem[]): string[] => {
  const groups = new Map<string, ImportProblem[]>()
  for (const problem of problems) groups.set(problem.code, [...(groups.get(problem.code) ?? []), problem])
  return [...groups.values()].map(([first, ...rest]) => {
    const where = first === undefined ? '' : `${first.sheet} baris ${first.row} kolom ${first.column}: ${first.message}`
    return rest.length === 0 ? where : `${where} (dan ${rest.length} baris lain)`
  })
}

/**
 * What `--mapping` names: a file that was saved from the list of mappings, the key of a saved one, or a ready layout.
 * @throws AppError BAD_FILE, NOT_FOUND
 */
const mappingOf = (named: string): MappingChoice => {
  if (!existsSync(named)) {
    if (named.toLowerCase().endsWith('.json'))
      throw new AppError('NOT_FOUND', `Berkas susunan kolom "${named}" tidak ada.`, { hint: 'Periksa nama dan foldernya.' })
    return named.startsWith('pemetaan-') ? { key: named, version: null } : { profile: named }
  }
  const refuse = (): AppError =>
    new AppError('BAD_FILE', `"${named}" bukan berkas susunan kolom.`, {
      hint: 'Simpan susunan dari Impor → Susunan kolom, lalu pakai berkas .json itu.',
    })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(named, 'utf8'))
  } catch {
    throw refuse()
  }
  const checked = mappingFile.safeParse(content)
  if (!checked.success) throw refuse()
  return { body: checked.data.susunan }
}

/** Words after --confirm-locked that mean all fields of the locked list. */
const allWords = ['semua', 'all']
const winners = ['file', 'register', 'empty'] as const

/** `address=register,phone=empty` → who wins, field by field. @throws UsageError */
const winsOption = (text: string): Record<string, Winner> =>
  Object.fromEntries(
    text.split(',').map((part) => {
      const [field, winner] = part.split('=').map((word) => word.trim())
      const known = winners.find((one) => one === winner)
      if (field === undefined || field === '' || known === undefined)
        throw new UsageError('--column-wins butuh isian=file|register|empty, dipisah koma.')
      return [field, known]
    }),
  )

const decisionOption = (text: string): Decision => {
  const known = (['same', 'new', 'skip'] as const).find((one) => one === text)
  if (known === undefined) throw new UsageError('--decide butuh same, new atau skip.')
  return known
}

/** Fields whose changes are confirmed; "semua" takes whatever the package changes of the locked list. */
const confirmed = async (office: OfficeSession, id: number, text: string | undefined): Promise<string[]> => {
  if (text === undefined) return []
  if (!allWords.includes(text)) return text.split(',').map((word) => word.trim())
  const choices = await office.client.imports.choices({ id })
  return choices.flatMap(({ field, locked }) => (locked ? [field] : []))
}

/** import: reads a workbook, shows what would happen, and (without --dry-run) writes it. */
export const importVerb = async (argv: string[]): Promise<void> => {
  const { values, positionals } = readArguments(
    argv,
    {
      'dry-run': { type: 'boolean', default: false },
      label: { type: 'string', default: '' },
      village: { type: 'string' },
      mapping: { type: 'string' },
      decide: { type: 'string' },
      'column-wins': { type: 'string' },
      'confirm-locked': { type: 'string' },
    },
    { min: 1, max: 1 },
  )
  const decision = values.decide === undefined ? null : decisionOption(values.decide)
  const wins = values['column-wins'] === undefined ? null : winsOption(values['column-wins'])
  const office = await openOffice(values)
  try {
    const file = office.pick(positionals[0] as string)
    let result = await office.job('imports.prepare', {
      fileId: file.fileId,
      label: values.label,
      village: values.village ?? null,
      mapping: values.mapping === undefined ? null : mappingOf(values.mapping),
    })
    const { id } = result
    const problems = await allProblems(office, id)
    try {
      if (wins !== null) result = await office.client.imports.chooseWinners({ id, wins, remember: false })
      if (decision !== null) result = (await office.client.imports.decideAlike({ id, alike: null, decision })).package
      // A dry run leaves nothing behind, not even the package.
      if (values['dry-run']) await office.client.imports.discard({ id })
      else
        result = await office.job('imports.apply', { id, confirmLocked: await confirmed(office, id, values['confirm-locked']) })
    } catch (error) {
      // Nobody would come back to a package that a script left open.
      await office.client.imports.discard({ id }).catch(() => {})
      throw error
    }
    const { people, families, rows } = result.counts
    for (const text of groupProblems(problems)) say(text)
    const { open } = result.decisions
    printResult(values.json, { id, people, families, rows, decisions: result.decisions, problems }, [
      `${values['dry-run'] ? 'Pemeriksaan' : 'Impor'} ${result.fileName} (nomor ${id})`,
      `Warga: ${people.new} baru, ${people.changed} berubah, ${people.unchanged} tidak berubah, ${people.doubtful} perlu dicek, ${people.refused} ditolak`,
      `Keluarga: ${families.new} baru, ${families.changed} berubah, ${families.unchanged} tidak berubah`,
      `Baris: ${rows.read} dibaca, ${rows.blank} kosong, ${rows.ignored} diabaikan; ${problems.length} catatan`,
      ...(open === 0
        ? []
        : [`${open} baris yang meragukan tidak ditulis karena belum diputuskan (--decide same, new atau skip).`]),
      values['dry-run']
        ? 'Tidak ada yang ditulis.'
        : people.new + people.changed + families.new + families.changed === 0
          ? 'Tidak ada yang berubah: tidak satu pun isi berkas ini yang baru bagi data warga.'
          : 'Data sudah ditulis. Dapat dikembalikan dengan undo-import.',
    ])
  } finally {
    await office.close()
  }
}
