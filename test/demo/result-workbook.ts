import exceljs from 'exceljs'

/**
 * Plays the ministry: takes the exported batch as a person would open it and writes an answer for every row, each
 * fourth one refused with a reason.
 * @returns how many were accepted and refused
 */
export const writeResultWorkbook = async (
  batchPath: string,
  resultPath: string,
): Promise<{ accepted: number; refused: number }> => {
  const batch = new exceljs.Workbook()
  await batch.xlsx.readFile(batchPath)
  const sheet = batch.worksheets[0]
  if (sheet === undefined) throw new Error('the batch has no sheet')
  let headerRow = 0
  let nik = 0
  let name = 0
  sheet.eachRow((row, number) => {
    if (headerRow > 0) return
    row.eachCell((cell, column) => {
      if (String(cell.text).trim().toUpperCase() === 'NIK') {
        headerRow = number
        nik = column
      }
      if (['NAMA', 'NAMA LENGKAP'].includes(String(cell.text).trim().toUpperCase())) name = column
    })
  })
  const answer = new exceljs.Workbook()
  const out = answer.addWorksheet('Hasil')
  out.addRow(['NO', 'NIK', 'NAMA', 'STATUS', 'KETERANGAN'])
  let count = 0
  let refused = 0
  sheet.eachRow((row, number) => {
    if (number <= headerRow || row.getCell(nik).text.trim() === '') return
    count += 1
    const isRefused = count % 4 === 0
    if (isRefused) refused += 1
    out.addRow([
      count,
      row.getCell(nik).text,
      row.getCell(name).text,
      isRefused ? 'DITOLAK' : 'DITERIMA',
      isRefused ? 'NIK TIDAK PADAN DENGAN DUKCAPIL' : '',
    ])
  })
  await answer.xlsx.writeFile(resultPath)
  return { accepted: count - refused, refused }
}
