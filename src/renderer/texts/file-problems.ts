/** Yang salah dalam sebuah berkas: dipakai semua layar yang membaca berkas. */
export const fileProblemTexts = {
  title: 'Yang perlu diperbaiki di berkas',
  place: 'Tempat',
  value: 'Isi',
  problem: 'Yang salah',
  at: (sheet: string, row: number, column: string) => `${sheet === '' ? '' : `${sheet}, `}baris ${row}, kolom ${column}`,
  more: (count: string) => `dan ${count} lainnya; perbaiki dulu yang di atas, lalu pilih lagi berkasnya.`,
} as const
