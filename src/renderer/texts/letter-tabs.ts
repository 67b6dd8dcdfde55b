/** Names of the letter desk's rooms. */
export const letterTabTexts = {
  label: 'Bagian surat',
  parts: {
    book: 'Buku surat',
    handOver: 'Penyerahan',
    maps: 'Map tanda tangan',
    proof: 'Periksa surat',
    lists: 'Surat dari daftar',
    kinds: 'Jenis surat',
    numbering: 'Penomoran',
  },
} as const
