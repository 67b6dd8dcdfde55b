import { createRequire } from 'node:module'
import type * as PdfLib from '@cantoo/pdf-lib'
import type Canvas from '@napi-rs/canvas'
import type Bwip from 'bwip-js/node'
import type * as Docx from 'docx'
import type Exceljs from 'exceljs'
import type * as PdfToPrinter from 'pdf-to-printer'
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import type PDFDocument from 'pdfkit'

// Every thread hosts every service, yet few ever write a workbook or a letter. Loaded with the services, exceljs,
// pdfkit and bwip-js took half of each thread's memory (33, 27 and 16 MB) and of the time it needs to start.
// test/unit/lazy-libraries.test.ts holds every thread to it.
const load = createRequire(import.meta.url)

/** exceljs, loaded when a workbook is written for the first time in this thread. */
export const exceljs = (): typeof Exceljs => load('exceljs') as typeof Exceljs

/** pdfkit's document, loaded when the first letter or logo is opened in this thread. */
export const pdfkit = (): typeof PDFDocument => load('pdfkit') as typeof PDFDocument

/** bwip-js, loaded when the first QR code is drawn in this thread. */
export const bwip = (): typeof Bwip => load('bwip-js/node') as typeof Bwip

/** The canvas library, loaded when the first photo is opened in this thread. */
export const canvas = (): typeof Canvas => load('@napi-rs/canvas') as typeof Canvas

/** docx, loaded when the first Word document is written in this thread. */
export const docx = (): typeof Docx => load('docx') as typeof Docx

/** pdf.js, loaded when the first signed letter is taken back in this thread; its own worker is not started. */
export const pdfjs = (): Promise<typeof Pdfjs> => import('pdfjs-dist/legacy/build/pdf.mjs')

/** pdf-lib, loaded when the first page is moved on a printer's paper. */
export const pdfLib = (): typeof PdfLib => load('@cantoo/pdf-lib') as typeof PdfLib

/** pdf-to-printer, loaded when the first letter goes to a Windows printer. */
export const pdfToPrinter = (): typeof PdfToPrinter => load('pdf-to-printer') as typeof PdfToPrinter

/** The file of pdf-to-printer that is loaded; the program it prints with lies beside it. */
export const pdfToPrinterEntry = (): string => load.resolve('pdf-to-printer')
