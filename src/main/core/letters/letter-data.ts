import type { LetterPaper, MemberColumn } from '../../../shared/contract/letter-body.ts'

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
  signatory: {
    name: string
    rank: string
    nip: string
    /** With Plt. or Plh. where somebody acted for the post. */
    position: string
    onBehalfOf: string
    /** u.b.: the post in between. */
    throughPosition?: string
    /** Who acted (`signatory_acting`); null = the holder of the post. */
    actingId?: number | null
  }
  copiesTo: string[]
  paper: LetterPaper
  /** The letterhead is on the paper already; its room stays empty. */
  headedPaper: boolean
  /** The family of the resident, the head first. */
  members: Record<MemberColumn, string>[]
  /** Rows of the kind's lists, by the list's name; cells by column. */
  lists: Record<string, Record<string, string>[]>
  /** What the code on the letter says, or null where the letter has none. */
  verification: { payload: string; code: string } | null
  /** Letter of a practice office: marked on every page and in the title. */
  practice: boolean
  /** Archived logo, or null. */
  logoSha256: string | null
}

/** What is written across a page that is no final print. */
export type LetterMark = 'DRAF' | 'ARSIP' | 'DIBATALKAN' | 'CONTOH'

/** A snapshot out of the letters book; letters printed by earlier versions of the program lack what came later. */
export const readLetterData = (json: string): LetterData => ({
  headedPaper: false,
  members: [],
  lists: {},
  verification: null,
  ...(JSON.parse(json) as Omit<LetterData, 'headedPaper' | 'members' | 'lists' | 'verification'>),
})
