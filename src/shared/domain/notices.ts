import { phoneKey } from './phone.ts'

/** How a resident was told where a need stands; `pelapor` = the reporter passes it on. */
export const toldWays = ['langsung', 'telepon', 'whatsapp', 'surat', 'pelapor'] as const
export type ToldWay = (typeof toldWays)[number]

export const toldWayLabels: Record<ToldWay, string> = {
  langsung: 'langsung',
  telepon: 'lewat telepon',
  whatsapp: 'lewat WhatsApp',
  surat: 'lewat surat',
  pelapor: 'lewat pelapor',
}

/** What a notice text may name, with the words shown in the editor. Numbers of a person (NIK, KK) are not among them on purpose. */
export const noticePlaceholders = {
  'receiver.name': 'Nama yang diberi tahu (warga atau pelapor)',
  'person.name': 'Nama warga',
  'case.number': 'Nomor kasus, kode yang ditunjukkan saat datang lagi',
  'need.programme': 'Layanan',
  'need.state': 'Tahap sekarang menurut alur',
  'need.requirements': 'Berkas yang diminta layanan ini, satu per baris',
  'need.dueDate': 'Batas waktu kebutuhan',
  'notice.note': 'Catatan petugas pada langkah itu (apa yang kurang, alasannya)',
  'notice.comeBack': 'Hari warga diminta datang lagi',
  'waiting.place': 'Sebab ada tempat kosong, hanya bila warga mendapat giliran program',
  'agency.name': 'Lembaga yang dituju',
  'office.name': 'Nama kantor',
  'office.address': 'Alamat kantor',
  'office.phone': 'Telepon kantor',
  'clerk.name': 'Nama petugas yang memegang kebutuhan ini',
  today: 'Tanggal hari ini',
} as const
export type NoticePlaceholder = keyof typeof noticePlaceholders

/**
 * A telephone number as WhatsApp wants it: `0812-3456-7890` → `6281234567890`.
 * @returns null for what is no Indonesian mobile number (those begin with 08 and have 10 to 13 digits)
 */
export const whatsappNumber = (phone: string): string | null => {
  const key = phoneKey(phone)
  return /^8\d{8,11}$/.test(key) ? `62${key}` : null
}

/** The address that opens WhatsApp on the phone that scans it, with number and text filled in. */
export const whatsappLink = (number: string, text: string): string => `https://wa.me/${number}?text=${encodeURIComponent(text)}`

/** Longest address that fits into a QR code (version 40, level L, bytes). */
export const longestLink = 2953

/** Longest note that goes into a WhatsApp text: a QR that a cheap phone still reads from a screen. */
export const noteInWhatsapp = 280

/** A text cut at a word; the whole text when it fits. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  // Half of a pair (an emoji cut through) is no letter, and no address can hold it.
  const kept = (space > most / 2 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, '')
  return `${kept.trimEnd()}…`
}

/** 16 digits, also written in groups: a NIK or family card number. */
const sixteen = /(?<!\d)\d(?:[ .\-/]?\d){15}(?!\d)/g

/** A text without NIK and family card numbers that somebody typed into a note. */
export const withoutIdentityNumbers = (text: string): string => text.replace(sixteen, '(nomor tidak ditulis)')

const braces = /\{\{([^{}]*)\}\}/g

/**
 * What is wrong with a notice text that an office wrote: unknown placeholders, typed identity numbers.
 * @param texts path in the definition's body → text
 */
export const noticeTextProblems = (
  texts: readonly { path: string; text: string; condition?: boolean }[],
): { path: string; message: string }[] =>
  texts.flatMap(({ path, text, condition }) => {
    const named =
      condition === true
        ? [text.replace(/^!/, '').trim()].filter((name) => name !== '')
        : [...text.matchAll(braces)].map((match) => (match[1] as string).trim())
    const unknown = named.find((name) => !(name in noticePlaceholders))
    if (unknown !== undefined) return [{ path, message: `Tidak ada isian bernama "${unknown}".` }]
    if (withoutIdentityNumbers(text) !== text)
      return [{ path, message: 'Teks pemberitahuan tidak boleh memuat NIK atau No. KK.' }]
    return []
  })
