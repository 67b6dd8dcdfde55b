import { z } from 'zod'
import { cursor, day, fileId, id, instant, limit, line, nothing, regionCode, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const region = z.strictObject({
  code: z.string(),
  name: z.string(),
  level: z.int().min(1).max(4),
  /** Last day the code was valid; null = still valid. */
  validTo: z.string().nullable(),
})
export type Region = z.infer<typeof region>

const named = z.strictObject({ code: z.string(), name: z.string() })

export const regionRow = z.strictObject({
  ...region.shape,
  /** Name of what lies above: the sub-district of a village. */
  above: z.string(),
  bpsCode: z.string().nullable(),
  validFrom: z.string().nullable(),
  successors: z.array(named),
  formerNames: z.array(z.string()),
})
export type RegionListRow = z.infer<typeof regionRow>

export const regionState = z.enum(['valid', 'ended', 'all'])

const levelName = line.max(30, 'Paling banyak 30 huruf')
const levelNames = z.strictObject({ village: levelName, urbanVillage: levelName, subDistrict: levelName })

/** What a file is: a list of regions (Kemendagri), or BPS codes beside Kemendagri codes. */
export const regionFileKind = z.enum(['list', 'bps'])
/** What a column of such a file may mean. */
export const regionColumn = z.enum(['code', 'name', 'oldCode', 'successor', 'validFrom', 'validTo', 'bps'])
export type RegionColumn = z.infer<typeof regionColumn>

export const regionFileInput = z.strictObject({
  fileId,
  kind: regionFileKind,
  /** Column headings chosen by the user; a column that is not named is guessed, null = not in the file. */
  columns: z.partialRecord(regionColumn, line.nullable()).default({}),
  /** From which day changes hold that carry no date of their own. */
  effective: day,
  /** The file holds every village of the districts in it: those that are missing have ended. */
  complete: z.boolean().default(false),
})
export type RegionFileInput = z.infer<typeof regionFileInput>

export const regionChange = z.strictObject({
  kind: z.enum(['added', 'renamed', 'ended', 'recoded', 'merged', 'split', 'reopened', 'bps']),
  code: z.string(),
  name: z.string(),
  /** Former name, successor with its name, or BPS codes, in words. */
  detail: z.string(),
})
export type RegionChange = z.infer<typeof regionChange>

export const regionProblem = z.strictObject({
  severity: z.enum(['block', 'warning']),
  sheet: z.string(),
  row: z.int(),
  /** As Excel shows it. */
  column: z.string(),
  value: z.string(),
  message: z.string(),
})
export type RegionProblem = z.infer<typeof regionProblem>

export const regionCounts = z.strictObject({
  rows: z.int(),
  added: z.int(),
  renamed: z.int(),
  ended: z.int(),
  recoded: z.int(),
  merged: z.int(),
  split: z.int(),
  reopened: z.int(),
  bps: z.int(),
  unchanged: z.int(),
  unknown: z.int(),
  /** Of other provinces; left out. */
  elsewhere: z.int(),
})
export type RegionCounts = z.infer<typeof regionCounts>

export const regionCheck = z.strictObject({
  /** All headings of the first sheet with a table. */
  headings: z.array(z.string()),
  columns: z.partialRecord(regionColumn, z.string().nullable()),
  counts: regionCounts,
  /** At most 500. */
  changes: z.array(regionChange),
  /** At most 500. */
  problems: z.array(regionProblem),
  blocking: z.int(),
  /** What would be written; handed back when it is. '' = nothing to write. */
  digest: z.string(),
})
export type RegionCheck = z.infer<typeof regionCheck>

const moved = z.strictObject({ people: z.int(), families: z.int(), cases: z.int() })

export const regions = {
  /** Regions directly below `parent`; null = the sub-districts of the office's own district. Ended ones are left out. */
  children: query({
    access: 'signed-in',
    input: z.strictObject({ parent: regionCode.nullable() }),
    output: z.array(region),
  }),
  /** From province down to the code itself. */
  path: query({ access: 'signed-in', input: z.strictObject({ code: regionCode }), output: z.array(region) }),
  /** Villages and sub-districts of the office's district by part of the name or their code; ended ones last. `wide`: of the whole country. */
  search: query({
    access: 'signed-in',
    input: z.strictObject({ text: line, wide: z.boolean().default(false) }),
    output: z.array(z.strictObject({ ...region.shape, path: z.string() })),
  }),
  /** Sub-districts and villages of the office's district; `text` is part of a name (also a former one) or of either code. */
  list: query({
    access: 'signed-in',
    input: z.strictObject({
      text: line.default(''),
      state: regionState.default('valid'),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(regionRow), next: cursor }),
  }),
  /** How complete the list is, and when it was last brought up to date from a file. */
  summary: query({
    access: 'signed-in',
    input: nothing,
    output: z.strictObject({
      subDistricts: z.int(),
      villages: z.int(),
      ended: z.int(),
      withBps: z.int(),
      lastFile: z.strictObject({ at: instant, kind: regionFileKind, fileName: z.string() }).nullable(),
    }),
  }),
  /** What the office calls the levels below its district, and what is usual there. */
  levelNames: query({
    access: 'signed-in',
    input: nothing,
    output: z.strictObject({ ...levelNames.shape, usual: levelNames, version }),
  }),
  saveLevelNames: command({
    access: 'office.write',
    input: z.strictObject({ ...levelNames.shape, version }),
    output: z.strictObject({ version }),
  }),
  /** Reads a file and says what it would change; writes nothing. */
  checkFile: job({ access: 'office.write', input: regionFileInput, output: regionCheck }),
  /** Writes what `checkFile` showed, in one transaction. Refused while rows block, or when the list has changed since. */
  applyFile: job({
    access: 'office.write',
    input: z.strictObject({ ...regionFileInput.shape, digest: z.string().min(1).max(100) }),
    output: regionCounts,
  }),
  /** Ended regions that people, families or cases still stand in, with what they became. */
  ended: query({
    access: 'people.read',
    input: nothing,
    output: z.array(
      z.strictObject({
        ...named.shape,
        validTo: z.string(),
        above: z.string(),
        successors: z.array(named),
        ...moved.shape,
        /** Users whose area this code is. */
        users: z.int(),
      }),
    ),
  }),
  /** People of an ended region, by hamlet, RT and name. */
  endedPeople: query({
    access: 'people.read',
    input: z.strictObject({ code: regionCode, cursor: cursor.default(null), limit: limit.default(200) }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          id,
          name: z.string(),
          kkMasked: z.string(),
          address: z.string(),
          hamlet: z.string(),
          rt: z.string(),
          rw: z.string(),
        }),
      ),
      next: cursor,
    }),
  }),
  /**
   * Moves people of an ended region, with their families and cases, to another. `personIds` null = everybody and everything there.
   */
  move: command({
    access: 'office.write',
    input: z.strictObject({ from: regionCode, to: regionCode, personIds: z.array(id).min(1).max(5000).nullable() }),
    output: z.strictObject({ moveId: id, ...moved.shape }),
  }),
  /** Moves made so far, newest first; at most 100. */
  moves: query({
    access: 'people.read',
    input: nothing,
    output: z.array(
      z.strictObject({
        id,
        from: named,
        to: named,
        at: instant,
        by: z.string(),
        undoneAt: instant.nullable(),
        ...moved.shape,
      }),
    ),
  }),
  /** Takes a move back; records that were moved elsewhere since are kept and counted. */
  undoMove: command({
    access: 'office.write',
    input: z.strictObject({ moveId: id }),
    output: z.strictObject({ restored: z.int(), kept: z.int() }),
  }),
}
