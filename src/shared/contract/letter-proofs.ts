import { z } from 'zod'
import { fileId, fileRef, filledLine, id, instant, line, nothing, version } from './common.ts'
import { command, query } from './procedure.ts'

/** What can be said of a letter that somebody holds. */
export const proofVerdicts = ['genuine', 'changed', 'unknown', 'uncheckable'] as const
export type ProofVerdict = (typeof proofVerdicts)[number]

/** Why; each has its own sentence on the screen. */
export const proofReasons = [
  /** The code stands in this office's register, and what is kept there is what was printed. */
  'registered',
  /** The file is, byte for byte, the archived one. */
  'same-file',
  /** Signed by another office whose key we hold. */
  'signed',
  /** Not as it was printed: misread, torn or altered. */
  'damaged',
  /** The office it names did not sign this. */
  'signature',
  /** The name on the paper is not the one the letter was made for. */
  'name',
  /** What the register keeps is not what was printed. */
  'content',
  /** Signed with our key, but no such letter in this register. */
  'not-registered',
  /** A well-formed code that this register does not know. */
  'unknown-code',
  'mistyped-code',
  /** The code of a referral slip. */
  'slip',
  /** Neither a code nor a number of this register. */
  'nothing',
  /** No code in the file, and not one of our files. */
  'unknown-file',
  /** Another office signed it and we do not hold its key. */
  'other-office',
  /** The other office had given up that key before the letter's date. */
  'retired-key',
  /** The code is genuine, but the PDF it was found in is not the archived one: a scan, or altered. */
  'other-file',
  /** In the register, printed without a code. */
  'no-code',
  /** In the register with a code; a number alone proves nothing. */
  'number-only',
  /** Written by a later version of the program. */
  'newer',
] as const
export type ProofReason = (typeof proofReasons)[number]

/** What a scanned code says of its letter. */
const claims = z.strictObject({
  /** Name of the kind where this office knows it, else its key. */
  kind: z.string(),
  /** '' = printed with an open number line. */
  number: z.string(),
  letterDate: z.string(),
  /** Whoever signed it, as far as known here: office and district, or the district alone. */
  officeName: z.string(),
  districtName: z.string(),
  own: z.boolean(),
  keyId: z.string(),
})

/** What this office's register says. Neither NIK nor family card number; the name only to those who may see the letter. */
const registered = z.strictObject({
  /** Null where the letter lies outside the user's area. */
  id: id.nullable(),
  kindName: z.string(),
  number: z.string().nullable(),
  letterDate: z.string(),
  name: z.string().nullable(),
  state: z.enum(['printed', 'cancelled']),
  printedAt: instant.nullable(),
  validUntil: z.string().nullable(),
  expired: z.boolean(),
  /** A later letter of the same kind about the same matter. */
  newer: z.strictObject({ number: z.string().nullable(), letterDate: z.string() }).nullable(),
  /** As printed, `S7K3F-9Q2MX`; '' = none. */
  code: z.string(),
})

export const letterCheck = z.strictObject({
  verdict: z.enum(proofVerdicts),
  reason: z.enum(proofReasons),
  /** Of a practice office: no official letter, whatever the verdict. */
  practice: z.boolean(),
  claims: claims.nullable(),
  letter: registered.nullable(),
  /** Whether the name that was typed is the letter's; null = none typed, or nothing to compare with. */
  nameFits: z.boolean().nullable(),
  /** Whether the file is the archived one, byte for byte; null = no file was given. */
  fileSame: z.boolean().nullable(),
})
export type LetterCheck = z.infer<typeof letterCheck>

const ownKey = z.strictObject({
  /** 16 characters, to be compared by telephone. */
  fingerprint: z.string(),
  madeAt: instant,
  retiredAt: instant.nullable(),
  reason: z.string(),
  /** Letters signed with it. */
  letters: z.int(),
})

export const otherOfficeKey = z.strictObject({
  id,
  officeName: z.string(),
  districtName: z.string(),
  practice: z.boolean(),
  fingerprint: z.string(),
  madeOn: z.string(),
  retiredOn: z.string().nullable(),
  importedAt: instant,
  importedBy: z.string(),
})
export type OtherOfficeKey = z.infer<typeof otherOfficeKey>

/** Proof of letters: codes, the office's key pair, public keys of other offices. The private key never crosses the contract. */
export const letterProofs = {
  /** Answers what a letter is worth: the text of its QR code, its typed code or its number, and its file where there is one. */
  check: query({
    access: 'letters.read',
    input: z.strictObject({
      text: z.string().trim().max(2000, 'Terlalu panjang untuk sebuah kode surat').default(''),
      /** Name as it stands on the paper; compared with two check characters in the code. */
      name: line.default(''),
      /** The letter as a PDF file; compared byte for byte with the archive. */
      fileId: fileId.nullable().default(null),
    }),
    output: letterCheck,
  }),
  /** Whether codes are printed, by kind, and with which keys. */
  overview: query({
    access: 'letters.read',
    input: nothing,
    output: z.strictObject({
      on: z.boolean(),
      version,
      /** Newest first; empty until the first letter with a code is printed. */
      keys: z.array(ownKey),
      kinds: z.array(
        z.strictObject({
          key: z.string(),
          name: z.string(),
          /** `printed`: yes. `off`: switched off for the kind. `no-place`: its layout has no place for it. */
          state: z.enum(['printed', 'off', 'no-place']),
        }),
      ),
      others: z.array(otherOfficeKey),
    }),
  }),
  /** Prints codes on letters, or on none. */
  setOn: command({
    access: 'office.write',
    input: z.strictObject({ on: z.boolean(), version }),
    output: z.strictObject({ version }),
  }),
  /** A new pair from now on. The old private key is forgotten, its public key kept: old letters stay genuine. */
  renewKey: command({
    access: 'office.write',
    input: z.strictObject({ reason: filledLine }),
    output: z.strictObject({ fingerprint: z.string() }),
  }),
  /** This office's public keys as a file for others; makes the first pair where there is none. */
  exportKeys: command({ access: 'office.read', input: nothing, output: fileRef }),
  /** Reads another office's file; nothing is saved. */
  readKeyFile: query({
    access: 'office.write',
    input: z.strictObject({ fileId }),
    output: z.strictObject({
      officeName: z.string(),
      districtName: z.string(),
      practice: z.boolean(),
      fileDate: z.string(),
      keys: z.array(
        z.strictObject({
          fingerprint: z.string(),
          madeOn: z.string(),
          retiredOn: z.string().nullable(),
          state: z.enum(['new', 'known', 'changed']),
        }),
      ),
    }),
  }),
  /** Takes such a file's keys over; those known already are brought up to date. */
  importKeys: command({
    access: 'office.write',
    input: z.strictObject({ fileId }),
    output: z.strictObject({ added: z.int(), updated: z.int() }),
  }),
  /** From then on letters signed with this key cannot be checked here. */
  removeKey: command({ access: 'office.write', input: z.strictObject({ id }), output: nothing }),
}
