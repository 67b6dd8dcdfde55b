import { defaultLimits, type WorkbookLimits } from '../xlsx/limits.ts'
import { openWorkbook } from '../xlsx/reader.ts'
import { openCsv } from './csv.ts'
import { openHtml } from './html.ts'
import { sniffFile } from './sniff.ts'
import type { TableFile } from './table-file.ts'
import { openXls } from './xls.ts'

/**
 * Opens any file of tables: .xlsx, .xlsm, .xls, a web page, CSV. What it is, its bytes tell, not its name.
 * Macros never run, formulas are never computed, nothing outside the file is touched.
 * @throws AppError BAD_FILE, in words for a clerk
 */
export const openTables = async (path: string, limits: WorkbookLimits = defaultLimits): Promise<TableFile> => {
  switch (await sniffFile(path)) {
    case 'xlsx':
      return openWorkbook(path, limits)
    case 'xls':
      return openXls(path, limits)
    case 'html':
      return openHtml(path, limits)
    case 'csv':
      return openCsv(path, limits)
  }
}
