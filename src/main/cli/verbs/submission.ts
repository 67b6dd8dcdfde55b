import { join } from 'node:path'
import { numberOption, readArguments, UsageError } from '../arguments.ts'
import { type OfficeSession, openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

interface Values {
  json: boolean
  label?: string | undefined
  period?: string | undefined
  profile?: string | undefined
  person: string[]
  out?: string | undefined
}

const create = async (office: OfficeSession, values: Values): Promise<void> => {
  if (values.label === undefined || values.period === undefined || values.profile === undefined)
    throw new UsageError('Sebut --label, --period dan --profile.')
  const made = await office.client.submissions.create({ label: values.label, period: values.period, profileKey: values.profile })
  const people = values.person.map((person) => numberOption(person, 'person'))
  const added =
    people.length === 0 ? { added: 0, already: 0 } : await office.client.submissions.add({ id: made.id, personIds: people })
  printResult(values.json, { ...made, ...added }, [`Usulan nomor ${made.id} dibuat dengan ${added.added} orang.`])
}

const exportBatch = async (office: OfficeSession, id: number, values: Values): Promise<void> => {
  if (values.out === undefined) throw new UsageError('Sebut --out FOLDER.')
  const { version } = await office.client.submissions.get({ id })
  const made = await office.job('submissions.export', { id, version })
  const paths = { file: join(values.out, made.file.name), manifest: join(values.out, made.manifest.name) }
  await office.save(made.file, paths.file)
  await office.save(made.manifest, paths.manifest)
  printResult(values.json, { id, rows: made.rows, sha256: made.sha256, ...paths }, [
    `Usulan nomor ${id}: ${made.rows} orang ditulis ke ${paths.file}.`,
  ])
}

const readResult = async (office: OfficeSession, id: number, file: string, values: Values): Promise<void> => {
  const result = await office.job('submissions.readResult', { id, fileId: office.pick(file).fileId })
  printResult(values.json, { id, ...result }, [
    `Hasil usulan nomor ${id}: ${result.accepted} diterima, ${result.refused} ditolak, ${result.waiting} belum ada jawaban.`,
    ...result.unmatched.map((row) => `${row.sheet} baris ${row.row}: ${row.message}`),
  ])
}

/** submission: lists, composes, exports a batch for SIKS-NG, reads its answer back. */
export const submissionVerb = async (argv: string[]): Promise<void> => {
  const { values, positionals } = readArguments(
    argv,
    {
      label: { type: 'string' },
      period: { type: 'string' },
      profile: { type: 'string' },
      person: { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
    },
    { min: 1, max: 3 },
  )
  const [action, id, file] = positionals
  const known = ['list', 'create', 'export', 'result']
  if (action === undefined || !known.includes(action)) throw new UsageError('Pilih: submission list, create, export atau result.')
  const office = await openOffice(values)
  try {
    if (action === 'create') await create(office, values)
    else if (action === 'export') await exportBatch(office, numberOption(id, 'ID'), values)
    else if (action === 'result') {
      if (file === undefined) throw new UsageError('Sebut berkas hasilnya: submission result ID BERKAS.xlsx.')
      await readResult(office, numberOption(id, 'ID'), file, values)
    } else {
      const list = await office.client.submissions.list({})
      printResult(
        values.json,
        list,
        list.map((row) => `${row.id}\t${row.label}\t${row.period}\t${row.state}\t${row.items} orang`),
      )
    }
  } finally {
    await office.close()
  }
}
