import type { DefinitionKind } from '../../../../shared/contract/definitions.ts'
import { type Json, type JsonObject, keyOf } from '../../../../shared/domain/definition-form.ts'
import { number, shortDate } from '../../../lib/format.ts'
import { formTexts } from '../../../texts/settings-forms/form.ts'
import { programmeWords } from '../../../texts/settings-forms/services.ts'
import type { Choice, ChoiceLists } from './scope.ts'

/** How one field is drawn where its schema does not say it. */
export interface FieldHints {
  /** Drawn before fields of a higher number; 0 where none is said. */
  order?: number
  /** Width in twelfths of the row. */
  span?: number
  /** A text of several lines. */
  lines?: number
  /** Not shown, by what stands beside it (`near`) or in the whole body. */
  hidden?: (near: JsonObject, body: JsonObject) => boolean
  /** Another label than the word table's, by what stands beside it. */
  label?: (near: JsonObject) => string | undefined
  /** What a text is chosen from; null = typed freely. */
  choices?: (lists: ChoiceLists, near: JsonObject, body: JsonObject) => Choice[] | null
  /** Other words than the choices may be typed. */
  free?: boolean
  /** The key made of the words of a field beside it, as long as it is not in use. */
  keyFrom?: { name: string; style: 'kebab' | 'camel' }
  /** Fields beside it that change with it. */
  also?: (typed: Json, lists: ChoiceLists) => JsonObject
  /** One line that tells what an item is. */
  summary?: (item: JsonObject, lists: ChoiceLists) => string
  /** The order of choices matters: a list to move in, not boxes to tick. */
  ordered?: boolean
}

const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? number(value) : ''
const joined = (...parts: (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join(' · ')

const period = (item: JsonObject, from = 'validFrom', to = 'validTo'): string =>
  [
    typeof item[from] === 'string' && `${formTexts.from} ${shortDate(item[from])}`,
    typeof item[to] === 'string' && `${formTexts.until} ${shortDate(item[to])}`,
  ]
    .filter((part) => part !== false)
    .join(' ')

const range = (item: JsonObject): string => {
  const [min, max] = [text(item.min), text(item.max)]
  return min !== '' && max !== '' ? `${min}–${max}` : min !== '' ? `≥ ${min}` : max !== '' ? `≤ ${max}` : ''
}

const kindWords = programmeWords['criteria.*.kind']
const kindLabels: Readonly<Record<string, string>> = (typeof kindWords === 'object' ? kindWords.options : undefined) ?? {}
const bounded = new Set(['decile', 'age', 'school-child', 'elder'])
const aged = new Set(['age', 'school-child', 'elder'])
const aboutProgramme = new Set(['member-of', 'suspended-from'])
const programmeChoices: FieldHints['choices'] = ({ programmes }) => programmes
const valueListChoices: FieldHints['choices'] = ({ valueLists }) => valueLists

const dated = { validFrom: { span: 3 }, validTo: { span: 3 }, source: { span: 6 } } as const

/** The same hints under a path. */
const under = (path: string, hints: Record<string, FieldHints>): Record<string, FieldHints> =>
  Object.fromEntries(Object.entries(hints).map(([name, hint]) => [`${path}.${name}`, hint]))

const programme: Record<string, FieldHints> = {
  name: { span: 8, order: -2 },
  active: { span: 4, order: -1 },
  description: { lines: 2 },
  sector: { hidden: () => true },
  sectorLabel: {
    span: 4,
    free: true,
    choices: ({ sectors }) => sectors.map(({ label }) => ({ value: label, label })),
    also: (typed, { sectors }) => {
      const known = sectors.find(({ label }) => label === typed)?.value
      return { sector: known ?? keyOf(String(typed ?? ''), 'kebab', []) }
    },
  },
  level: { span: 4 },
  receivedBy: { span: 4 },
  serviceDays: { span: 4, order: 1 },
  serviceDaysIn: { span: 4, order: 1 },
  repeatDays: { span: 4, order: 1 },
  requirements: {
    summary: (item) =>
      text(item.label) === ''
        ? ''
        : joined(
            text(item.label),
            item.required === 'when' ? text(item.when) || formTexts.onDemand : formTexts.always,
            text(item.lane),
          ),
  },
  ...under('requirements.*', {
    key: { hidden: () => true, keyFrom: { name: 'label', style: 'kebab' } },
    label: { span: 6 },
    required: { span: 3 },
    when: { span: 3, hidden: (near) => near.required !== 'when' },
    note: { span: 9 },
    lane: {
      span: 3,
      hidden: (near, body) => near.lane === '' && (!Array.isArray(body.lanes) || body.lanes.length === 0),
      choices: (_lists, _near, body) =>
        (Array.isArray(body.lanes) ? body.lanes : []).map((lane) => {
          const { key, label } = lane as JsonObject
          return { value: text(key), label: text(label) }
        }),
    },
  }),
  ...under('lanes.*', {
    key: { hidden: () => true, keyFrom: { name: 'label', style: 'kebab' } },
    label: { span: 8 },
    serviceDays: { span: 4 },
    note: { span: 6 },
    source: { span: 6 },
  }),
  criteria: {
    summary: (item, { programmes }) => {
      const kind = text(item.kind)
      const named = aboutProgramme.has(kind) ? programmes.find(({ value }) => value === item.text)?.label : undefined
      const limits = range(item)
      return joined(
        `${kindLabels[kind] ?? ''}${limits === '' ? '' : ` ${limits}`}${limits !== '' && aged.has(kind) ? ` ${formTexts.years}` : ''}`,
        named ?? text(item.text),
        period(item),
        text(item.group) !== '' && `kelompok ${text(item.group)}`,
      )
    },
  },
  ...under('criteria.*', {
    kind: { span: 4 },
    min: {
      span: 2,
      hidden: (near) => !bounded.has(text(near.kind)),
      label: (near) => (near.kind === 'decile' ? 'Desil dari' : 'Umur dari (tahun)'),
    },
    max: {
      span: 2,
      hidden: (near) => !bounded.has(text(near.kind)),
      label: (near) => (near.kind === 'decile' ? 'sampai desil' : 'sampai umur'),
    },
    text: {
      span: 8,
      label: (near) => (near.kind === 'other' ? 'Yang ditanyakan' : aboutProgramme.has(text(near.kind)) ? 'Program' : undefined),
      choices: ({ programmes }, near) => (aboutProgramme.has(text(near.kind)) ? programmes : null),
    },
    group: { span: 4 },
    ...dated,
  }),
  openings: { summary: (item) => joined(period(item, 'from', 'to'), text(item.note)) },
  ...under('openings.*', { from: { span: 3 }, to: { span: 3 }, note: { span: 6 }, source: { span: 12 } }),
  quotas: {
    summary: (item) =>
      joined(
        typeof item.places === 'number' && formTexts.places(number(item.places)),
        period(item),
        text(item.note),
        text(item.source),
      ),
  },
  ...under('quotas.*', { places: { span: 4 }, note: { span: 8 }, ...dated }),
  owners: { summary: (item) => joined(text(item.agency), period(item)) },
  ...under('owners.*', {
    agency: { span: 12, free: true, choices: ({ agencies }) => agencies.map((name) => ({ value: name, label: name })) },
    ...dated,
  }),
  source: { lines: 2, order: 2 },
}

const condition = {
  question: { span: 4 },
  op: { span: 3 },
  number: { span: 2, hidden: (near: JsonObject) => !['at-least', 'at-most', 'has-bit'].includes(text(near.op)) },
  values: { span: 12, hidden: (near: JsonObject) => !['in', 'not-in'].includes(text(near.op)) },
} satisfies Record<string, FieldHints>
const choosing = new Set(['choice', 'multi', 'bits'])

const questionnaire: Record<string, FieldHints> = {
  name: { span: 6 },
  subject: { span: 3 },
  counted: { span: 3 },
  description: { lines: 2 },
  source: { lines: 2 },
  sections: {
    summary: (item) => joined(text(item.title), Array.isArray(item.questions) && `${item.questions.length} pertanyaan`),
  },
  ...under('sections.*', {
    key: { hidden: () => true, keyFrom: { name: 'title', style: 'camel' } },
    title: { span: 8 },
    repeat: { span: 4 },
    intro: { lines: 2 },
    ...under('when.*', condition),
    questions: { summary: (item) => joined(text(item.number), text(item.text)) },
    ...under('questions.*', {
      key: { span: 3, keyFrom: { name: 'text', style: 'camel' } },
      number: { span: 2 },
      text: { span: 7 },
      hint: { span: 9 },
      type: { span: 3 },
      required: { span: 3 },
      unit: { span: 3, hidden: (near) => near.type !== 'number' },
      min: { span: 3, hidden: (near) => near.type !== 'number' },
      max: { span: 3, hidden: (near) => near.type !== 'number' },
      decimals: { span: 3, hidden: (near) => near.type !== 'number' },
      format: { span: 3, hidden: (near) => near.type !== 'text' },
      lines: { span: 3, hidden: (near) => near.type !== 'text' },
      values: { span: 6, hidden: (near) => !choosing.has(text(near.type)), choices: valueListChoices },
      options: {
        hidden: (near) => !choosing.has(text(near.type)) || text(near.values) !== '',
        summary: (item) => joined(text(item.code), text(item.label)),
      },
      ...under('options.*', { code: { span: 3 }, label: { span: 9 } }),
      ...under('when.*', condition),
      sex: { span: 3 },
      prefill: { span: 6 },
      means: { span: 3 },
    }),
  }),
}

const importColumn: Record<string, FieldHints> = { values: { choices: valueListChoices }, label: { span: 4 }, field: { span: 4 } }

const all: Partial<Record<DefinitionKind, Record<string, FieldHints>>> = {
  programme,
  questionnaire,
  sop: {
    name: { span: 8 },
    number: { span: 4 },
    description: { lines: 2 },
    programmes: { choices: programmeChoices },
    register: { span: 3 },
    ...dated,
    source: { span: 12, lines: 2 },
    steps: { summary: (item) => joined(text(item.text), text(item.role)) },
    ...under('steps.*', {
      key: { hidden: () => true, keyFrom: { name: 'text', style: 'kebab' } },
      text: { lines: 2 },
      role: { span: 4 },
      screen: { span: 4 },
      doneAt: { span: 4 },
    }),
  },
  'need-flow': {
    description: { lines: 2 },
    path: { ordered: true },
    ...under('states.*', { key: { span: 4 }, label: { span: 8 }, guide: { span: 12 } }),
    ...under('start.*', { permission: { span: 8 } }),
    ...under('steps.*', { from: { span: 8 }, label: { span: 8 }, permissions: { span: 12 } }),
  },
  'referral-flow': {
    description: { lines: 2 },
    'sensitive.programmes': { choices: programmeChoices },
    notice: { hidden: (near) => near.notice === undefined },
    ...under('states.*', { key: { span: 4 }, label: { span: 8 }, guide: { span: 12 } }),
    ...under('steps.*', { from: { span: 8 }, label: { span: 8 }, permissions: { span: 12 } }),
  },
  'notice-text': {
    description: { lines: 2 },
    ...under('lines.*', { text: { lines: 2 } }),
    ...under('whatsapp.*', { text: { lines: 2 } }),
  },
  'paste-form': {
    description: { lines: 2 },
    ...under('fields.*', { key: { hidden: () => true, keyFrom: { name: 'label', style: 'camel' } } }),
  },
  'photo-form': {
    description: { lines: 2 },
    ...under('slots.*', {
      key: { hidden: () => true, keyFrom: { name: 'label', style: 'kebab' } },
      label: { span: 6 },
      hint: { span: 6 },
    }),
  },
  calendar: {
    description: { lines: 2 },
    workingWeekdays: { span: 12 },
    ...under('yearly.*', { monthDay: { span: 3 }, name: { span: 9 } }),
    ...under('holidays.*', { date: { span: 3 }, name: { span: 6 }, kind: { span: 3 } }),
    loadedYears: { span: 4 },
    source: { lines: 2 },
  },
  'letter-template': {
    description: { lines: 2 },
    subject: { span: 12 },
    ...under('blocks.*', { text: { lines: 3 } }),
    ...under('blocks.*.rows.*', { label: { span: 4 }, text: { span: 8 } }),
    ...under('fields.*', { name: { span: 3 }, label: { span: 9 }, choices: { hidden: (near) => near.type !== 'choice' } }),
    ...under('purposes.*', { key: { hidden: () => true, keyFrom: { name: 'label', style: 'kebab' } } }),
    ...under('lanes.*', { key: { hidden: () => true, keyFrom: { name: 'label', style: 'kebab' } } }),
    ...under('lists.*', { name: { span: 3 }, label: { span: 9 } }),
    ...under('lists.*.columns.*', { key: { hidden: () => true, keyFrom: { name: 'label', style: 'camel' } } }),
    ...under('blocks.*.items.*', { text: { lines: 2 } }),
  },
  'import-profile': {
    description: { lines: 2 },
    ...under('columns.*', importColumn),
    ...under('familyColumns.*', importColumn),
  },
  'import-mapping': { description: { lines: 2 }, ...under('tables.*.columns.*', importColumn) },
  'submission-profile': {
    description: { lines: 2 },
    programmes: { span: 12, choices: programmeChoices },
    ...under('checks.*', { message: { lines: 2 }, fix: { lines: 2 } }),
  },
  'value-list': {
    description: { lines: 2 },
    ...under('values.*', { code: { span: 2 }, label: { span: 6 }, store: { span: 4 } }),
  },
  role: { description: { lines: 2 } },
}

const none: FieldHints = {}

/** Hints of a place, `requirements.*.label`. */
export const hintsAt = (kind: DefinitionKind, path: string): FieldHints => all[kind]?.[path] ?? none

/** Every place that has hints, for the test that finds hints of fields that are gone. */
export const hintedPaths = (kind: DefinitionKind): string[] => Object.keys(all[kind] ?? {})
