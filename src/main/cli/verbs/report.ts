import { readArguments, UsageError } from '../arguments.ts'
import { openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

/** report: the monthly recap as a workbook. */
export const reportVerb = async (argv: string[]): Promise<void> => {
  const { values } = readArguments(argv, { month: { type: 'string' }, out: { type: 'string' }, region: { type: 'string' } })
  if (values.month === undefined || values.out === undefined) throw new UsageError('Sebut --month TTTT-BB dan --out BERKAS.xlsx.')
  const office = await openOffice(values)
  try {
    const period = { month: values.month, region: values.region ?? null }
    const report = await office.job('reports.exportMonthly', period)
    await office.save(report.file, values.out)
    const recap = await office.client.reports.monthly(period)
    printResult(values.json, { file: values.out, name: report.file.name, rows: report.rows, recap }, [
      `Laporan ${values.month} ditulis ke ${values.out}: ${recap.totals.cases} kasus, ${recap.totals.needs} kebutuhan.`,
    ])
  } finally {
    await office.close()
  }
}
