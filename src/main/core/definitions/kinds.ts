import { z } from 'zod'
import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import { type LetterTemplateBody, letterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { columnKind, type ImportMappingBody, importMappingBody } from '../../../shared/contract/mappings.ts'
import { type QuestionnaireBody, questionnaireBody } from '../../../shared/contract/questionnaire-body.ts'
import { type ProgrammeBody, programmeBody, type SopBody, sopBody } from '../../../shared/contract/service-bodies.ts'
import { holderRules, stepAsks, stepTriggers } from '../../../shared/domain/need-flow.ts'
import { needStates, registers } from '../../../shared/domain/need-states.ts'
import { pasteTargets } from '../../../shared/domain/paste-form.ts'
import { permissions } from '../../../shared/domain/permissions.ts'
import { referralAsks, referralStates } from '../../../shared/domain/referral-flow.ts'

const named = { name: z.string().min(1), description: z.string().default('') }

/** A role: which permissions its holders have. */
export const roleBody = z.strictObject({ ...named, permissions: z.array(z.enum(permissions)) })
export type RoleBody = z.infer<typeof roleBody>

const flowState = z.enum(needStates)

/** The steps of one register's needs: who may take which, what it asks, what it sets going; see `shared/domain/need-flow.ts`. */
export const needFlowBody = z.strictObject({
  ...named,
  register: z.enum(registers),
  states: z.array(z.strictObject({ key: flowState, label: z.string().min(1), guide: z.string() })).min(1),
  path: z.array(flowState).min(2),
  start: z.array(z.strictObject({ permission: z.enum(permissions), state: flowState })).min(1),
  steps: z
    .array(
      z.strictObject({
        from: z.array(flowState).min(1),
        to: flowState,
        label: z.string().min(1),
        permissions: z.array(z.enum(permissions)).min(1),
        asks: z.array(z.enum(stepAsks)).default([]),
        triggers: z.array(z.enum(stepTriggers)).default([]),
        holder: z.enum(holderRules).default('keep'),
      }),
    )
    .min(1),
})
export type NeedFlowBody = z.infer<typeof needFlowBody>

const referralState = z.enum(referralStates)

/** What happens to a referral until the answer is there: words, steps, reminders, and which cases need a second look. */
export const referralFlowBody = z.strictObject({
  ...named,
  states: z
    .array(
      z.strictObject({
        key: referralState,
        label: z.string().min(1),
        guide: z.string(),
        words: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  steps: z
    .array(
      z.strictObject({
        from: z.array(referralState).min(1),
        to: referralState,
        label: z.string().min(1),
        permissions: z.array(z.enum(permissions)).min(1),
        asks: z.array(z.enum(referralAsks)).default([]),
        proposes: flowState.nullable().default(null),
        byFile: z.boolean().default(false),
      }),
    )
    .min(1),
  remindBefore: z.int().min(0).max(60),
  remindEvery: z.int().min(1).max(60),
  sensitive: z.strictObject({
    sectors: z.array(z.string()),
    programmes: z.array(z.string()),
    words: z.array(z.string().min(3)),
    childUnder: z.int().min(0).max(21),
  }),
  /** Bodies of before the notice became a setting of the counter still carry it. */
  notice: z.array(z.string()).optional(),
})
export type ReferralFlowBody = z.infer<typeof referralFlowBody>

/** Kinds of days off. */
export const holidayKinds = ['nasional', 'cuti-bersama', 'lokal'] as const

/** Working days and days off of an office, for counting service limits. */
export const calendarBody = z.strictObject({
  ...named,
  /** 1 = Monday … 7 = Sunday. */
  workingWeekdays: z.array(z.int().min(1).max(7)).min(1),
  /** Days off that have the same date every year. */
  yearly: z.array(z.strictObject({ monthDay: z.string().regex(/^\d{2}-\d{2}$/), name: z.string().min(1) })),
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: z.string().min(1), kind: z.enum(holidayKinds) })),
  /** Years whose decided list (SKB) was loaded; in others the count knows only the yearly days. */
  loadedYears: z.array(z.int().min(2000).max(2200)),
  /** A need counts as due soon when so many working days or fewer are left. */
  dueSoonDays: z.int().min(0).max(30).default(3),
  source: z.string().default(''),
})
export type CalendarBody = z.infer<typeof calendarBody>

/** Codes of one variable in one template version: code → what we store, with the spellings met in files. Never shared between templates. */
export const valueListBody = z.strictObject({
  ...named,
  /** Which person field the values fill, e.g. `maritalStatus`. */
  field: z.string().min(1),
  values: z
    .array(
      z.strictObject({
        code: z.string(),
        label: z.string().min(1),
        /** What the field keeps where it is not the label, e.g. `alive` for "Hidup". */
        store: z.string().default(''),
        aliases: z.array(z.string()).default([]),
      }),
    )
    .min(1),
})
export type ValueListBody = z.infer<typeof valueListBody>

const importColumn = z.strictObject({
  field: z.string().min(1),
  label: z.string().min(1),
  aliases: z.array(z.string()).min(1),
  /** Key of the value list for coded columns. */
  values: z.string().nullable().default(null),
  kind: columnKind.default('text'),
  /** An empty cell means the same as the cell above, until the next head of a family. */
  carryDown: z.boolean().default(false),
})

/** How a family of workbooks is read: which headers mean which field, which codes mean which value. */
export const importProfileBody = z.strictObject({
  ...named,
  /** Sheets that hold no data, by name (compared without case and spaces). */
  ignoreSheets: z.array(z.string()).default([]),
  /** A cell that ends the data: its text, and the column number (1 = A) it stands in, or 0 for any. */
  endMark: z.strictObject({ text: z.string(), column: z.int() }).nullable().default(null),
  /** Fields that a header must have to be one; `nik|kkNumber` means either. */
  headerNeeds: z.array(z.string()).default(['name']),
  minimumColumns: z.int().min(1).default(3),
  /** The list only marks people who are in the register already: it creates nobody and changes no field but `extra`. */
  knownPeopleOnly: z.boolean().default(false),
  /** Key in `extra` that collects the labels of the packages a person stood in; '' = none. */
  tag: z.string().default(''),
  columns: z.array(importColumn).min(1),
  /** Columns of sheets with one row for a family: their values go to the family's head, found by `kkNumber`. */
  familyColumns: z.array(importColumn).default([]),
})
export type ImportProfileBody = z.infer<typeof importProfileBody>

/** A national file's layout: sheet, columns in order, code maps, checks, and how the answer is read back. */
export const submissionProfileBody = z.strictObject({
  ...named,
  fileNamePattern: z.string().min(1),
  sheetName: z.string().min(1).max(31),
  /** Services whose open needs are the candidates for such a batch; their cases are told what became of it. */
  programmes: z.array(z.string()).default([]),
  /** Rows above the header, left to right; usually none. */
  titleRows: z.array(z.array(z.string())).default([]),
  columns: z
    .array(
      z.strictObject({
        header: z.string().min(1),
        /** `row` (running number), `literal`, or a person, family, region or office field. */
        source: z.string().min(1),
        literal: z.string().default(''),
        /** Our code → the ministry's code; a value that is not listed is handed on as it is. */
        codes: z.record(z.string(), z.string()).default({}),
        date: z.enum(['YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY']).default('YYYY-MM-DD'),
        upperCase: z.boolean().default(false),
        width: z.number().default(18),
        required: z.boolean().default(false),
      }),
    )
    .min(1),
  checks: z.array(
    z.strictObject({
      code: z.string(),
      /** Column header the finding is about. */
      column: z.string(),
      rule: z.enum([
        'filled',
        'sixteen-digits',
        'nik-shape',
        'nik-birth',
        'nik-sex',
        'date',
        'not-future',
        'village-known',
        'unique-in-batch',
        'alive',
      ]),
      severity: z.enum(['block', 'error', 'warning']),
      message: z.string(),
      fix: z.string(),
    }),
  ),
  /** How the ministry's answer is understood. */
  result: z.strictObject({
    nikHeaders: z.array(z.string()).min(1),
    nameHeaders: z.array(z.string()),
    statusHeaders: z.array(z.string()).min(1),
    reasonHeaders: z.array(z.string()),
    accepted: z.array(z.string()).min(1),
    refused: z.array(z.string()).min(1),
  }),
})
export type SubmissionProfileBody = z.infer<typeof submissionProfileBody>

/** The lines of a report that comes as text; see `shared/domain/paste-form.ts`. */
export const pasteFormBody = z.strictObject({
  ...named,
  register: z.enum(registers),
  channel: z.enum(['loket', 'puskesos', 'lapangan', 'telepon', 'surat']).default('lapangan'),
  fields: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/),
        label: z.string().min(1),
        aliases: z.array(z.string()).default([]),
        target: z.enum(pasteTargets).default(''),
        optional: z.boolean().default(false),
      }),
    )
    .min(1),
})
export type PasteFormBody = z.infer<typeof pasteFormBody>
/** What a resident is told at a stop: a slip in plain words and a WhatsApp text. Placeholders: `shared/domain/notices.ts`. */
export const noticeTextBody = z.strictObject({
  ...named,
  /** For one register only, '' = for both. */
  register: z.enum(['', ...registers]).default(''),
  /** States it is for; none = for every state that has no text of its own. */
  states: z.array(flowState),
  title: z.string().min(1).max(80),
  lines: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(60),
        text: z.string().min(1).max(400),
        /** Shown only when this placeholder is filled; `!name` = only when it is empty, '' = always. */
        when: z.string().default(''),
      }),
    )
    .min(1)
    .max(12),
  /** Sentences of the WhatsApp text, joined by spaces. */
  whatsapp: z
    .array(z.strictObject({ text: z.string().min(1).max(400), when: z.string().default('') }))
    .min(1)
    .max(8),
})
export type NoticeTextBody = z.infer<typeof noticeTextBody>

/** Photos that a form wants, with what is looked at when they arrive. */
export const photoFormBody = z.strictObject({
  ...named,
  slots: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9-]*$/),
        label: z.string().min(1),
        hint: z.string().default(''),
        required: z.boolean().default(true),
        /** Whether the place has to stand in the picture's file. */
        gps: z.boolean().default(true),
      }),
    )
    .min(1)
    .max(20),
  /** Largest file in megabytes. */
  maxMegabytes: z.number().min(0.1).max(50),
  /** Shortest side in pixels that can still be read. */
  minSide: z.int().min(100).max(4000),
  /** How far the photos of one visit may lie apart, in kilometres. */
  maxKmApart: z.number().min(0.01).max(100),
})
export type PhotoFormBody = z.infer<typeof photoFormBody>

/** Body type of each kind. */
export interface DefinitionBodies {
  role: RoleBody
  'letter-template': LetterTemplateBody
  'import-profile': ImportProfileBody
  'import-mapping': ImportMappingBody
  'submission-profile': SubmissionProfileBody
  programme: ProgrammeBody
  sop: SopBody
  'need-flow': NeedFlowBody
  'paste-form': PasteFormBody
  calendar: CalendarBody
  questionnaire: QuestionnaireBody
  'referral-flow': ReferralFlowBody
  'value-list': ValueListBody
  'notice-text': NoticeTextBody
  'photo-form': PhotoFormBody
}

/** The schema each kind is checked by, on save and on load. */
export const definitionSchemas: { [K in DefinitionKind]: z.ZodType<DefinitionBodies[K]> } = {
  role: roleBody,
  'letter-template': letterTemplateBody,
  'import-profile': importProfileBody,
  'import-mapping': importMappingBody,
  'submission-profile': submissionProfileBody,
  programme: programmeBody,
  sop: sopBody,
  'need-flow': needFlowBody,
  'paste-form': pasteFormBody,
  calendar: calendarBody,
  questionnaire: questionnaireBody,
  'referral-flow': referralFlowBody,
  'value-list': valueListBody,
  'notice-text': noticeTextBody,
  'photo-form': photoFormBody,
}
