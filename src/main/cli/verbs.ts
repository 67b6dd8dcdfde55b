import { backupVerb } from './verbs/backup.ts'
import { callVerb } from './verbs/call.ts'
import { importVerb } from './verbs/import.ts'
import { importsVerb } from './verbs/imports.ts'
import { initVerb } from './verbs/init.ts'
import { letterVerb } from './verbs/letter.ts'
import { proceduresVerb } from './verbs/procedures.ts'
import { reportVerb } from './verbs/report.ts'
import { searchVerb } from './verbs/search.ts'
import { submissionVerb } from './verbs/submission.ts'
import { undoImportVerb } from './verbs/undo-import.ts'

/** A verb reads its own arguments, does its work and prints its result. */
export type Verb = (argv: string[]) => Promise<void>

/** All verbs by name. */
export const verbs: Record<string, Verb> = {
  init: initVerb,
  import: importVerb,
  imports: importsVerb,
  'undo-import': undoImportVerb,
  search: searchVerb,
  letter: letterVerb,
  report: reportVerb,
  submission: submissionVerb,
  backup: backupVerb,
  procedures: proceduresVerb,
  call: callVerb,
}

/** What is said for a wrong call. */
export const usage = `Pemakaian: npm run -s cli -- <perintah> --data FOLDER [--as PENGGUNA] [--json]
  init --practice | --office BERKAS.json      membuat data kantor (kata sandi admin dari LOKET_PASSWORD)
  import BERKAS.xlsx [--dry-run] [--label L] [--village KODE] [--mapping BERKAS.json|KUNCI]  membaca berkas penduduk
         [--decide same|new|skip] [--column-wins isian=file|register|empty,…] [--confirm-locked semua|isian,…]
  imports list [--text KATA] | undo-preview ID | corrected ID --out BERKAS.xlsx [--doubtful] [--warnings]
  undo-import ID                              mengembalikan data sebelum impor itu
  search "KATA" [--limit N]                   mencari warga
  letter --case ID --kind JENIS --out BERKAS.pdf [--referral ID] [--signatory ID] [--date TTTT-BB-HH] [--paper F4|A4] [--field nama=isi]
  letter --reprint NOMOR --out BERKAS.pdf     mencetak ulang dari arsip
  report --month TTTT-BB --out BERKAS.xlsx [--region KODE]
  submission list
  submission create --label L --period TTTT-BB --profile KUNCI [--person ID …]
  submission export ID --out FOLDER           menulis berkas dan manifesnya
  submission result ID BERKAS.xlsx            membaca hasil dari SIKS-NG
  backup [--out FOLDER]                       membuat cadangan yang sudah diperiksa
  procedures                                  daftar semua prosedur dengan jenis dan hak
  call DOMAIN.NAMA ['JSON']                   memanggil satu prosedur; jawabannya JSON
Semua perintah selain init dan procedures masuk dengan --as (bawaan: admin) dan kata sandi dari LOKET_PASSWORD.`
