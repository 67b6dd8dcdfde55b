/** What a definition's body is made of. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}
/** Where something stands in a body: `['requirements', 3, 'label']`. */
export type Path = readonly (string | number)[]

interface Common {
  /** May be left out: kept as null. */
  nullable: boolean
  /** What it holds when it is new. */
  fresh: Json
}

/** One field of the form that edits a definition, made from the schema of its kind. */
export type FormField = Common &
  (
    | { type: 'text'; day: boolean; filled: boolean; longest: number | null }
    | { type: 'number'; whole: boolean; least: number | null; most: number | null }
    | { type: 'yes-no' }
    | { type: 'choice'; options: string[] }
    | { type: 'list'; item: FormField; most: number | null }
    | { type: 'group'; fields: NamedField[] }
    /** One of several shapes, told apart by the field `by`. */
    | { type: 'variants'; by: string; cases: { value: string; fields: NamedField[] }[] }
    /** Words on the left that mean words on the right. */
    | { type: 'pairs' }
    /** Nothing that a form can draw: edited as text only. */
    | { type: 'other' }
  )
export interface NamedField {
  name: string
  field: FormField
  /** May be missing altogether; then it is, as soon as it is empty. */
  optional: boolean
}
type Of<T extends FormField['type']> = Extract<FormField, { type: T }>

/** As much of JSON Schema as the kinds of definitions use. */
interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: Json
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
  additionalProperties?: boolean | Schema
}

const isNull = (schema: Schema): boolean => schema.type === 'null'

/** Bounds that only say "a whole number" are none. */
const bound = (value: number | undefined): number | null =>
  value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value

/** A value of its own, so that nobody changes what is new for everybody. */
export const copyOf = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json

const freshGroup = (fields: readonly NamedField[]): JsonObject =>
  Object.fromEntries(fields.flatMap(({ name, field, optional }) => (optional ? [] : [[name, copyOf(field.fresh)]])))

const namedFields = (schema: Schema): NamedField[] =>
  Object.entries(schema.properties ?? {}).map(([name, inner]) => ({
    name,
    field: fieldOf(inner),
    optional: schema.required?.includes(name) !== true,
  }))

const variants = (schemas: readonly Schema[]): Of<'variants'> | null => {
  const by = Object.keys(schemas[0]?.properties ?? {}).find((name) =>
    schemas.every((one) => typeof one.properties?.[name]?.const === 'string'),
  )
  if (by === undefined) return null
  const cases = schemas.map((one) => ({
    value: String(one.properties?.[by]?.const),
    fields: namedFields(one).filter(({ name }) => name !== by),
  }))
  const first = cases[0]
  const fresh = first === undefined ? null : { [by]: first.value, ...freshGroup(first.fields) }
  return { type: 'variants', by, cases, nullable: false, fresh }
}

const bare = (schema: Schema): FormField => {
  const base = { nullable: false }
  if (schema.oneOf !== undefined) return variants(schema.oneOf) ?? { type: 'other', fresh: null, ...base }
  if (schema.enum?.every((one) => typeof one === 'string'))
    return { type: 'choice', options: schema.enum as string[], fresh: null, ...base }
  if (schema.type === 'string') {
    const day = schema.format === 'date'
    const filled = day || (schema.minLength ?? 0) > 0
    return { type: 'text', day, filled, longest: schema.maxLength ?? null, fresh: day ? null : '', ...base }
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    const whole = schema.type === 'integer'
    return { type: 'number', whole, least: bound(schema.minimum), most: bound(schema.maximum), fresh: null, ...base }
  }
  if (schema.type === 'boolean') return { type: 'yes-no', fresh: false, ...base }
  if (schema.type === 'array' && schema.items !== undefined)
    return { type: 'list', item: fieldOf(schema.items), most: schema.maxItems ?? null, fresh: [], ...base }
  if (schema.type === 'object' && schema.properties !== undefined) {
    const fields = namedFields(schema)
    return { type: 'group', fields, fresh: freshGroup(fields), ...base }
  }
  if (schema.type === 'object' && (schema.additionalProperties as Schema | undefined)?.type === 'string')
    return { type: 'pairs', fresh: {}, ...base }
  return { type: 'other', fresh: null, ...base }
}

/** The form of a JSON Schema (draft 2020-12, as zod writes it). */
export const fieldOf = (schema: unknown): FormField => {
  const given = schema as Schema
  const many =
    given.anyOf ?? (Array.isArray(given.type) ? given.type.map((type) => ({ ...given, type, default: undefined })) : null)
  const shapes = many?.filter((one) => !isNull(one)) ?? [given]
  const nullable = many?.some(isNull) ?? false
  const only = shapes[0]
  const field = only === undefined || shapes.length > 1 ? ({ type: 'other', nullable, fresh: null } as const) : bare(only)
  const fresh = given.default !== undefined ? given.default : nullable ? null : field.fresh
  return { ...field, nullable, fresh }
}

/** What an empty, not nullable one of a field holds: for a group that may be left out and is now wanted. */
export const filledFresh = (field: FormField): Json =>
  field.type === 'group' ? freshGroup(field.fields) : field.type === 'list' ? [] : field.type === 'pairs' ? {} : field.fresh

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields a value has: of its case where there are several shapes. */
export const fieldsOf = (field: FormField, value: Json | undefined): NamedField[] => {
  if (field.type === 'group') return field.fields
  if (field.type !== 'variants' || !isObject(value)) return []
  return field.cases.find((one) => one.value === value[field.by])?.fields ?? []
}

/** A value in its other shape: what both shapes have stays. */
export const asCase = (field: Of<'variants'>, value: JsonObject, chosen: string): JsonObject => {
  const fields = field.cases.find((one) => one.value === chosen)?.fields ?? []
  const kept = fields.flatMap(({ name }) => (value[name] === undefined ? [] : [[name, value[name]] as const]))
  return { [field.by]: chosen, ...freshGroup(fields), ...Object.fromEntries(kept) }
}

/** What stands at a path, undefined where nothing does. */
export const valueAt = (body: Json, path: Path): Json | undefined => {
  let value: Json | undefined = body
  for (const step of path) value = Array.isArray(value) ? value[Number(step)] : isObject(value) ? value[String(step)] : undefined
  return value
}

/** The body with something else at a path; everything beside the path is the very same as before. */
export const withValueAt = (body: Json, path: Path, value: Json): Json => {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(body)) return body.map((one, index) => (index === Number(step) ? withValueAt(one, rest, value) : one))
  const from = isObject(body) ? body : {}
  return { ...from, [step]: withValueAt(from[step] ?? null, rest, value) }
}

/** Whether nothing stands there. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The list with one of its items in another place. */
export const moved = <T>(items: readonly T[], from: number, to: number): T[] => {
  const next = [...items]
  const [item] = next.splice(from, 1)
  if (item !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, item)
  return next
}

/** Whether a list is short words or numbers, written one to a line. */
export const asLines = (field: Of<'list'>, values: readonly Json[]): boolean =>
  (field.item.type === 'text' || field.item.type === 'number') && !values.some((one) => String(one).includes('\n'))

/** What stands in the box of a text, a number or a list of lines. */
export const shown = (field: FormField, value: Json | undefined): string => {
  if (field.type === 'list') return Array.isArray(value) ? value.map((one) => shown(field.item, one)).join('\n') : ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  return typeof value === 'string' ? value : ''
}

/** What is kept of words typed into such a box. Something that is no number stays as it is typed, for the check to name it. */
export const typed = (field: FormField, text: string): Json => {
  if (field.type === 'list')
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => typed(field.item, line))
  if (field.type === 'number') {
    const number = Number(text.trim().replace(',', '.'))
    return text.trim() === '' ? null : Number.isFinite(number) ? number : text
  }
  return text === '' && (field.nullable || (field.type === 'text' && field.day)) ? null : text
}

/** A path as the tables of words have it: `requirements.*.label`. */
export const wordPath = (path: Path): string => path.map((step) => (typeof step === 'number' ? '*' : step)).join('.')

/** A path as problems name it, read with the form at hand: digits are places in a list. */
export const pathOf = (dotted: string): Path => dotted.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))

/** Everything the form of a kind has a field for, as paths of words, outermost first. */
export const wordPathsOf = (field: FormField, at = ''): { path: string; field: FormField }[] => {
  const inside = (fields: readonly NamedField[]) =>
    fields.flatMap(({ name, field: inner }) => {
      const path = at === '' ? name : `${at}.${name}`
      return [{ path, field: inner }, ...wordPathsOf(inner, path)]
    })
  if (field.type === 'group') return inside(field.fields)
  if (field.type === 'list') return wordPathsOf(field.item, `${at}.*`)
  if (field.type !== 'variants') return []
  return [
    {
      path: `${at}.${field.by}`,
      field: { type: 'choice', options: field.cases.map(({ value }) => value), nullable: false, fresh: null },
    },
    ...field.cases.flatMap(({ fields }) => inside(fields)),
  ]
}

/** Builds a body anew as if every box of its form were typed again; what is the same stays the same. */
export const retyped = (field: FormField, value: Json | undefined): Json => {
  if (value === undefined || value === null) return null
  if (field.type === 'text' || field.type === 'number') return typed(field, shown(field, value))
  if (field.type === 'list' && Array.isArray(value))
    return asLines(field, value) ? typed(field, shown(field, value)) : value.map((one) => retyped(field.item, one))
  if ((field.type === 'group' || field.type === 'variants') && isObject(value)) {
    const fields = fieldsOf(field, value)
    const begin = field.type === 'variants' ? asCase(field, {}, String(value[field.by])) : {}
    return fields
      .filter(({ name }) => value[name] !== undefined)
      .reduce<Json>((body, { name, field: inner }) => withValueAt(body, [name], retyped(inner, value[name])), begin)
  }
  return value
}

/** A key made of words: `kartu-keluarga`, or `kartuKeluarga` where keys have no hyphen. */
export const keyOf = (words: string, style: 'kebab' | 'camel', taken: readonly string[]): string => {
  const parts = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((part) => part !== '')
  const joined =
    style === 'kebab'
      ? parts.join('-').slice(0, 50).replace(/-+$/, '')
      : parts
          .map((part, index) => (index === 0 ? part : part[0]?.toUpperCase() + part.slice(1)))
          .join('')
          .slice(0, 40)
  const base = /^[a-z]/.test(joined) ? joined : joined === '' ? '' : style === 'kebab' ? joined : `x${joined}`
  if (base === '') return ''
  const free = (candidate: string): boolean => !taken.includes(candidate)
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : style === 'kebab' ? `${base}-${number}` : `${base}${number}`
    if (free(candidate)) return candidate
  }
}
