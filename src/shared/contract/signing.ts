import { z } from 'zod'
import { fileId, fileRef, filledLine, id, instant, line, nothing, saved, version } from './common.ts'
import { letterState } from './letters.ts'
import { command, job, query } from './procedure.ts'

/** Most letters of one map. */
export const mostMapLetters = 500
/** Most files that are taken back at once. */
export const mostSignedFiles = 500

/** Where a map stands: gathered, waits for initials, initialled, lies with the signer, finished, given up. */
export const mapStates = ['open', 'initials', 'ready', 'signing', 'done', 'dissolved'] as const
export const mapState = z.enum(mapStates)
export type MapState = z.infer<typeof mapState>

/** Who signs: the holder of a post, or whoever acts for it. */
export const signer = z.strictObject({
  signatoryId: id,
  actingId: id.nullable(),
  /** Post as it stands above the signature, e.g. `Plt. Kepala Dinas Sosial`. */
  position: z.string(),
  name: z.string(),
})
export type Signer = z.infer<typeof signer>

/** A letter as the cover list shows it. */
export const mapLetter = z.strictObject({
  letterId: id,
  kindName: z.string(),
  number: z.string().nullable(),
  letterDate: z.string(),
  /** The resident, else the addressee. */
  name: z.string(),
  /** What it is for: the purpose, else its subject. */
  purpose: z.string(),
  /** As stated on it, else as the register has it; '' = not known. */
  decile: z.string(),
  state: letterState,
})
export type MapLetter = z.infer<typeof mapLetter>

const mapItem = z.strictObject({
  ...mapLetter.shape,
  position: z.int(),
  itemState: z.enum(['in', 'signed', 'out']),
  note: z.string(),
  /** Why it could not be printed. */
  message: z.string(),
  /** Why it was taken out. */
  reason: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string(),
  /** A signed file was taken back. */
  signedFile: z.boolean(),
})
export type MapItem = z.infer<typeof mapItem>

const mapRow = z.strictObject({
  id,
  title: z.string(),
  signer,
  state: mapState,
  /** Letters in it, those taken out left aside. */
  letters: z.int(),
  signed: z.int(),
  initialsNeeded: z.int(),
  initials: z.int(),
  createdAt: instant,
  createdBy: z.string(),
  version,
})
export type MapRow = z.infer<typeof mapRow>

/** What became of a file that was taken back. */
export const receivedFile = z.strictObject({
  fileName: z.string(),
  /** Only `kept` changes anything. */
  state: z.enum(['kept', 'altered', 'unsigned', 'twice', 'foreign', 'unreadable']),
  letterId: id.nullable(),
  number: z.string().nullable(),
  /** What was found, in words; for a refused file why. */
  message: z.string(),
})
export type ReceivedFile = z.infer<typeof receivedFile>

const letterIds = z.array(id).min(1, 'Belum ada surat yang dipilih').max(mostMapLetters, `Paling banyak ${mostMapLetters} surat`)

export const signing = {
  /** Signers for whom letters wait that lie in no map, with how many. */
  waiting: query({
    access: 'letters.read',
    input: nothing,
    output: z.array(
      z.strictObject({
        ...signer.shape,
        printed: z.int(),
        drafts: z.int(),
        /** As many initials as the last map of this signer asked for. */
        initialsNeeded: z.int(),
      }),
    ),
  }),
  /** The letters that wait for one signer. */
  candidates: query({
    access: 'letters.read',
    audit: 'view',
    input: z.strictObject({ signatoryId: id, actingId: id.nullable() }),
    output: z.array(mapLetter),
  }),
  create: command({
    access: 'letters.write',
    input: z.strictObject({
      signatoryId: id,
      actingId: id.nullable(),
      title: line.default(''),
      initialsNeeded: z.int().min(0).max(5),
      letterIds,
    }),
    output: saved,
  }),
  /** Further letters, behind those that are there; only while the map is gathered. */
  add: command({ access: 'letters.write', input: z.strictObject({ id, version, letterIds }), output: saved }),
  /** The order in which letters are signed: all letters of the map. */
  arrange: command({ access: 'letters.write', input: z.strictObject({ id, version, letterIds }), output: saved }),
  /** A word for the signer beside a letter on the cover list. */
  note: command({
    access: 'letters.write',
    input: z.strictObject({ id, version, letterId: id, note: line }),
    output: saved,
  }),
  /**
   * Takes a letter out. While the map is gathered whoever writes letters may; later only those who initial or, once it lies with
   * the signer, those who record signatures, and with a reason that stands with the letter.
   */
  takeOut: command({
    access: 'letters.read',
    input: z.strictObject({ id, version, letterId: id, reason: line.default('') }),
    output: saved,
  }),
  /** Hands the map on to those who initial; its letters do not change any more. */
  submit: command({ access: 'letters.write', input: z.strictObject({ id, version }), output: saved }),
  /** One person's initials for all letters that are in the map. */
  initial: command({ access: 'letters.initial', input: z.strictObject({ id, version }), output: saved }),
  /** Back to gathering; initials are void. */
  reopen: command({ access: 'letters.write', input: z.strictObject({ id, version, reason: filledLine }), output: saved }),
  /** The map is given up; its letters are free again. Once it lies with the signer only those who record signatures may. */
  dissolve: command({ access: 'letters.write', input: z.strictObject({ id, version, reason: filledLine }), output: saved }),
  /** The cover list: number, name, purpose, decile, note. */
  cover: job({ access: 'letters.read', input: z.strictObject({ id }), output: z.strictObject({ file: fileRef }) }),
  /**
   * Gives drafts their numbers and prints everything into one PDF, in signing order. While a letter is refused nothing leaves:
   * `file` is null.
   */
  print: job({
    access: 'letters.print',
    input: z.strictObject({ id, reason: line.default('') }),
    output: z.strictObject({
      file: fileRef.nullable(),
      letters: z.int(),
      pages: z.int(),
      refused: z.int(),
    }),
  }),
  /** The same for an electronic signature: the archived PDFs one by one in a ZIP, named by place and number. */
  exportFiles: job({
    access: 'letters.print',
    input: z.strictObject({ id, reason: line.default('') }),
    output: z.strictObject({ file: fileRef.nullable(), letters: z.int(), refused: z.int() }),
  }),
  /** Takes signed files back, PDFs or ZIPs of them; `id` null = for any map that lies with its signer. */
  receive: job({
    access: 'letters.sign',
    input: z.strictObject({ id: id.nullable(), fileIds: z.array(fileId).min(1).max(mostSignedFiles) }),
    output: z.strictObject({ files: z.array(receivedFile), kept: z.int() }),
  }),
  /** All letters that are still in the map were signed on paper. */
  sign: command({ access: 'letters.sign', input: z.strictObject({ id, version }), output: saved }),
  /** Newest first; `open` = those that are not finished. */
  list: query({
    access: 'letters.read',
    input: z.strictObject({ open: z.boolean().default(true) }),
    output: z.array(mapRow),
  }),
  /** How many maps wait for the initials of whoever asks. */
  toInitial: query({ access: 'letters.initial', input: nothing, output: z.strictObject({ maps: z.int() }) }),
  get: query({
    access: 'letters.read',
    audit: 'view',
    input: z.strictObject({ id }),
    output: z.strictObject({
      ...mapRow.shape,
      reason: z.string(),
      printedAt: instant.nullable(),
      exportedAt: instant.nullable(),
      items: z.array(mapItem),
      initialLog: z.array(z.strictObject({ by: z.string(), at: instant, mine: z.boolean() })),
    }),
  }),
  /** Where a letter stands with its signature; null = it never was in a map and has no signed file. */
  ofLetter: query({
    access: 'letters.read',
    input: z.strictObject({ letterId: id }),
    output: z
      .strictObject({
        map: z
          .strictObject({
            id,
            title: z.string(),
            state: mapState,
            itemState: z.enum(['in', 'signed', 'out']),
            reason: z.string(),
            decidedAt: instant.nullable(),
            decidedBy: z.string(),
          })
          .nullable(),
        signedFile: z
          .strictObject({ receivedAt: instant, receivedBy: z.string(), intact: z.boolean(), sha256: z.string() })
          .nullable(),
      })
      .nullable(),
  }),
}
