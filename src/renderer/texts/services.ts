/** Papers, SOP, "Mungkin berhak", waiting lists, and the form that edits services. */
export const paperTexts = {
  title: 'Berkas',
  none: 'Layanan ini tidak mensyaratkan berkas.',
  complete: 'Berkas lengkap.',
  lacking: (list: string) => `Belum ada: ${list}.`,
  lackingNote: (list: string) => `${list} belum ada.`,
  allHave: 'Semua ada',
  always: 'selalu diminta',
  of: (paper: string) => `Keadaan berkas ${paper}`,
  why: 'Mengapa tidak perlu',
  whyOf: (paper: string) => `Mengapa ${paper} tidak perlu`,
  whyHint: 'Berkas ini selalu diminta; tulis alasannya.',
  saveWhy: 'Simpan',
  by: (name: string, at: string) => `${name}, ${at}`,
} as const

export const sopTexts = {
  title: 'Langkah kerja (SOP)',
  none: 'Belum ada SOP untuk layanan ini. Kantor dapat menulisnya di Pengaturan, bagian Layanan dan templat.',
  version: (name: string, version: number) => `${name}, versi ${version}`,
  progress: (done: number, all: number) => `${done} dari ${all} langkah`,
  bySelf: 'tercentang sendiri mengikuti tahap',
  open: 'Buka',
  openOf: (step: string) => `Buka layar untuk: ${step}`,
  print: 'Cetak daftar periksa',
  printing: 'Menyusun daftar periksa',
} as const

export const suggestionTexts = {
  title: 'Mungkin berhak',
  sub: 'Saran, bukan keputusan',
  none: 'Tidak ada program lain yang cocok dengan data yang tercatat.',
  unknownTitle: (count: number) => `Belum dapat dinilai (${count})`,
  unknown: (list: string) => `Belum diketahui: ${list}`,
  ask: (list: string) => `Tanyakan: ${list}`,
  papers: (list: string) => `Berkas: ${list}`,
  whole: 'Seluruh keluarga',
  because: 'Karena',
  closed: (day: string | null) => (day === null ? 'Masa pendaftaran sudah lewat.' : `Pendaftaran dibuka ${day}.`),
  waiting: (count: number) => `${count} keluarga sudah menunggu giliran program ini.`,
  already: 'Sudah diajukan:',
  take: 'Jadikan kebutuhan',
  takeOf: (programme: string) => `Jadikan kebutuhan: ${programme}`,
  chosen: 'Sudah dipilih',
  source: (text: string) => `Sumber aturan: ${text}`,
  look: 'Lihat yang mungkin berhak',
} as const
