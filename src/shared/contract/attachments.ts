import { z } from 'zod'
import { indonesia } from '../domain/photo-check.ts'
import { fileId, fileRef, filledLine, id, instant, line, nothing, text, version } from './common.ts'
import { command, job, query } from './procedure.ts'

/** What a file hangs on: a case (and one of its needs) or a person. */
export const attachmentPlace = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('case'), id, needId: id.nullable().default(null) }),
  z.strictObject({ of: z.literal('person'), id }),
])

export const photoFinding = z.strictObject({ level: z.enum(['error', 'warning']), text: z.string(), fix: z.string() })

export const attachmentRow = z.strictObject({
  id,
  version,
  needId: id.nullable(),
  title: z.string(),
  name: z.string(),
  kind: z.enum(['image', 'pdf']),
  size: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** A small picture, handed out by ticket. */
  thumbnail: fileRef.nullable(),
  /** Camera's own clock, `YYYY-MM-DDTHH:MM:SS`; '' = not in the file. */
  takenAt: z.string(),
  place: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
  formKey: z.string(),
  slot: z.string(),
  slotLabel: z.string(),
  findings: z.array(photoFinding),
  addedAt: instant,
  addedBy: z.string(),
  removedAt: instant.nullable(),
  removedBy: z.string(),
  removedReason: z.string(),
})
export type AttachmentRow = z.infer<typeof attachmentRow>

const bounds = z
  .strictObject({
    south: z.number().min(-90).max(90),
    north: z.number().min(-90).max(90),
    west: z.number().min(-180).max(180),
    east: z.number().min(-180).max(180),
  })
  .refine(
    (box) => box.south < box.north && box.west < box.east,
    'Batas selatan harus di bawah utara, barat di sebelah kiri timur',
  )
  .refine(
    (box) => box.south < indonesia.north && box.north > indonesia.south && box.west < indonesia.east && box.east > indonesia.west,
    'Batas ini di luar Indonesia. Lintang di selatan khatulistiwa bertanda minus, mis. -8,68',
  )

/** Files of cases and people. Their bytes lie in the encrypted database; screens get tickets, never a path. */
export const attachments = {
  /** Newest first; removed ones last, with the reason. */
  list: query({ access: 'cases.read', input: z.strictObject({ place: attachmentPlace }), output: z.array(attachmentRow) }),
  /** Lists of photos that forms want (definition kind `photo-form`). */
  forms: query({
    access: 'cases.read',
    input: nothing,
    output: z.array(
      z.strictObject({
        key: z.string(),
        version: z.int(),
        name: z.string(),
        slots: z.array(
          z.strictObject({ key: z.string(), label: z.string(), hint: z.string(), required: z.boolean(), gps: z.boolean() }),
        ),
      }),
    ),
  }),
  /** Takes in an uploaded file: looks at its content (not its name), makes the small picture, checks a form's photo. */
  add: job({
    access: 'cases.write',
    input: z.strictObject({
      place: attachmentPlace,
      fileId,
      title: line.default(''),
      /** Form and slot of a photo list; '' = an ordinary file. */
      formKey: line.default(''),
      slot: line.default(''),
    }),
    output: z.strictObject({ id, findings: z.array(photoFinding) }),
  }),
  /** The file itself for looking at inside the program. */
  view: query({ access: 'cases.read', audit: 'view', input: z.strictObject({ id }), output: z.strictObject({ file: fileRef }) }),
  /**
   * A copy that leaves. `upload`: longest side 1600 px, JPEG, keeps place and time, nothing else. `plain`: as it is, without
   * anything the camera wrote into it.
   */
  copy: job({
    access: 'cases.read',
    input: z.strictObject({ id, kind: z.enum(['upload', 'plain']) }),
    output: z.strictObject({ file: fileRef }),
  }),
  /** Takes a file out of sight with a reason; its bytes stay in the archive. */
  remove: command({
    access: 'cases.write',
    input: z.strictObject({ id, version, reason: text.min(1, 'Tulis alasannya') }),
    output: nothing,
  }),
  /** The box on the map that photos of this office have to lie in; null = only Indonesia is checked. */
  bounds: query({ access: 'cases.read', input: nothing, output: z.strictObject({ bounds: bounds.nullable() }) }),
  setBounds: command({ access: 'office.write', input: z.strictObject({ bounds: bounds.nullable() }), output: nothing }),
  /** Helps to find the box: where the photos taken so far lie, and how many of them a box would leave out. */
  boundsHelp: query({
    access: 'office.write',
    input: z.strictObject({ bounds: bounds.nullable() }),
    output: z.strictObject({ photos: z.int(), suggested: bounds.nullable(), outside: z.int() }),
  }),
  /** Renames a file. */
  rename: command({ access: 'cases.write', input: z.strictObject({ id, version, title: filledLine }), output: nothing }),
}
