import { z } from 'zod'
import { actingKinds } from '../domain/signers.ts'
import { officeSeed } from './app.ts'
import { day, fileId, fileRef, filledLine, id, line, nothing, regionCode, saved, version } from './common.ts'
import { command, query } from './procedure.ts'

export const officeRecord = z.strictObject({
  ...officeSeed.omit({ signatories: true, units: true }).shape,
  districtName: z.string(),
  provinceName: z.string(),
  practice: z.boolean(),
  paper: z.enum(['F4', 'A4']),
  hasLogo: z.boolean(),
  version,
})
export type OfficeRecord = z.infer<typeof officeRecord>

/** Somebody who acts for a post from one day to another, by decree. */
export const acting = z.strictObject({
  id,
  signatoryId: id,
  kind: z.enum(actingKinds),
  name: z.string(),
  rank: z.string(),
  nip: z.string(),
  from: z.string(),
  to: z.string(),
  decree: z.string(),
  version,
})
export type Acting = z.infer<typeof acting>

export const signatory = z.strictObject({
  id,
  name: z.string(),
  rank: z.string(),
  nip: z.string(),
  position: z.string(),
  onBehalfOf: z.string(),
  /** u.b.: the post that would sign on behalf, and lets this one sign. */
  throughPosition: z.string(),
  active: z.boolean(),
  /** Who acts for this post, the latest period first. Letters pick by their date. */
  acting: z.array(acting),
  version,
})
export type Signatory = z.infer<typeof signatory>

export const unit = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  regionCode: z.string().nullable(),
  active: z.boolean(),
  version,
})

export const office = {
  get: query({ access: 'signed-in', input: nothing, output: officeRecord }),
  update: command({
    access: 'office.write',
    input: z.strictObject({
      version,
      ...officeSeed.omit({ signatories: true, units: true, districtCode: true }).shape,
      paper: z.enum(['F4', 'A4']),
    }),
    output: z.strictObject({ version }),
  }),
  /** PNG or JPEG up to 1 MB; null takes the logo away. */
  setLogo: command({ access: 'office.write', input: z.strictObject({ fileId: fileId.nullable() }), output: nothing }),
  logo: query({ access: 'signed-in', input: nothing, output: fileRef.nullable() }),
  signatories: query({ access: 'office.read', input: nothing, output: z.array(signatory) }),
  saveSignatory: command({
    access: 'office.write',
    input: z.strictObject({
      id: id.nullable(),
      version,
      name: filledLine,
      rank: line,
      nip: line,
      position: filledLine,
      onBehalfOf: line,
      throughPosition: line.default(''),
      active: z.boolean(),
    }),
    output: saved,
  }),
  /** Periods of one post never share a day. */
  saveActing: command({
    access: 'office.write',
    input: z.strictObject({
      id: id.nullable(),
      version,
      signatoryId: id,
      kind: z.enum(actingKinds),
      name: filledLine,
      rank: line.default(''),
      nip: line.default(''),
      from: day,
      to: day,
      /** Number of the decree or letter of assignment. */
      decree: filledLine,
    }),
    output: saved,
  }),
  removeActing: command({ access: 'office.write', input: z.strictObject({ id, version }), output: nothing }),
  units: query({ access: 'office.read', input: nothing, output: z.array(unit) }),
  saveUnit: command({
    access: 'office.write',
    input: z.strictObject({
      id: id.nullable(),
      version,
      code: filledLine.max(30),
      name: filledLine,
      regionCode: regionCode.nullable(),
      active: z.boolean(),
    }),
    output: saved,
  }),
}
