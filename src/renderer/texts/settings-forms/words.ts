/** Words of one field: a plain label, or a label with help under it, words for its choices, and what one item of a list is called. */
export type FieldWords =
  | string
  | { label: string; help?: string; options?: Readonly<Record<string, string>>; item?: string; example?: string }

/** Words of a kind's form by path: `requirements.*.label`. Every field has them; a unit test counts. */
export type FormWords = Readonly<Record<string, FieldWords>>

/** The same words under a path: `under('columns.*', { header: 'Judul' })`. */
export const under = (path: string, words: FormWords): FormWords =>
  Object.fromEntries(Object.entries(words).map(([name, said]) => [`${path}.${name}`, said]))

/** Rules change within months: each one says since when, until when, and who said so. */
export const datedWords: FormWords = {
  validFrom: { label: 'Berlaku mulai', help: 'Kosong = sejak dulu.' },
  validTo: { label: 'Berlaku sampai', help: 'Kosong = masih berlaku.' },
  source: { label: 'Sumber', help: 'Peraturan, surat atau pengumuman, dengan tanggalnya.' },
}

export const registerOptions = { '': 'Keduanya', layanan: 'Layanan loket', keluhan: 'Keluhan dari lapangan' } as const
