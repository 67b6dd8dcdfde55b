/** Everything that is printed on one letter: archived with it as a snapshot, so that the page can be explained for ever. */
export interface LetterData {
  /** Values of all placeholders, by name. */
  values: Record<string, string>
  /** Date of the letter, `YYYY-MM-DD`. */
  letterDate: string
  /** Place and date as printed: `Gerung, 22 November 2026`. */
  dateLine: string
  letterhead: {
    governmentName: string
    officeName: string
    unitName: string
    address: string
    phone: string
    email: string
    website: string
  }
  signatory: { name: string; rank: string; nip: string; position: string; onBehalfOf: string }
  copiesTo: string[]
  paper: 'F4' | 'A4'
  /** Letter of a practice office: marked on every page and in the title. */
  practice: boolean
  /** Archived logo, or null. */
  logoSha256: string | null
}

/** What is written across a page that is no final print. */
export type LetterMark = 'DRAF' | 'ARSIP' | 'DIBATALKAN'
