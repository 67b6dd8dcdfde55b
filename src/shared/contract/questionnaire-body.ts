import { z } from 'zod'
import { conditionOps, meanings, questionTypes } from '../domain/questionnaire/model.ts'

const key = z.string().regex(/^[a-z][a-zA-Z0-9]*$/)

const condition = z.strictObject({
  question: key,
  op: z.enum(conditionOps).default('in'),
  values: z.array(z.string()).default([]),
  number: z.number().nullable().default(null),
})

const question = z.strictObject({
  key,
  number: z.string().regex(/^\S{1,12}$/),
  text: z.string().min(1).max(300),
  hint: z.string().max(300).default(''),
  type: z.enum(questionTypes),
  required: z.boolean().default(false),
  unit: z.string().max(30).default(''),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  decimals: z.int().min(0).max(6).default(0),
  format: z.enum(['', 'digits16']).default(''),
  lines: z.int().min(1).max(12).default(1),
  values: z.string().default(''),
  options: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[^\s;,]{1,10}$/),
        label: z.string().min(1),
        aliases: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  when: z.array(condition).default([]),
  ages: z
    .strictObject({ min: z.int().min(0).nullable().default(null), max: z.int().min(0).nullable().default(null) })
    .nullable()
    .default(null),
  sex: z.enum(['L', 'P']).nullable().default(null),
  prefill: z.string().default(''),
  means: z.enum(meanings).default(''),
  counts: z.array(z.string()).default([]),
})

/** A questionnaire as an office edits it; see `domain/questionnaire/model.ts` for what the fields mean. */
export const questionnaireBody = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  subject: z.enum(['person', 'family']),
  counted: z.string().default(''),
  /** Where questions and codes come from: form, version, date. */
  source: z.string().default(''),
  sections: z
    .array(
      z.strictObject({
        key,
        title: z.string().min(1),
        intro: z.string().default(''),
        repeat: z.enum(['once', 'members']).default('once'),
        when: z.array(condition).default([]),
        questions: z.array(question).min(1),
      }),
    )
    .min(1),
})
export type QuestionnaireBody = z.infer<typeof questionnaireBody>
