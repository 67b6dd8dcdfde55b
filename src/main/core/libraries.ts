import { createRequire } from 'node:module'
import type Exceljs from 'exceljs'
import type PDFDocument from 'pdfkit'

// Every thread hosts every service, yet few ever write a workbook or a letter. Loaded with the services, these two took
// half of each thread's memory (33 and 27 MB) and of the time it needs to start.
const load = createRequire(import.meta.url)

/** exceljs, loaded when a workbook is written for the first time in this thread. */
export const exceljs = (): typeof Exceljs => load('exceljs') as typeof Exceljs

/** pdfkit's document, loaded when the first letter or logo is opened in this thread. */
export const pdfkit = (): typeof PDFDocument => load('pdfkit') as typeof PDFDocument
