import type { ColumnGuess, Confidence, MappingColumn, MappingFieldRow } from '../../../shared/contract/mappings.ts'
import { type Column, findColumn, headerKey, type Profile } from '../imports/profile.ts'
import type { CellValue } from '../xlsx/reader.ts'
import {
  type Content,
  type ContentSettings,
  contentOf,
  dayShare,
  filledTexts,
  isRunningNumber,
  listShare,
  numberShare,
} from './content.ts'
import { ownAliases } from './fields.ts'
import type { ReadyList } from './mappings.repo.ts'

/** What guessing needs beside the columns. */
export interface GuessSettings extends ContentSettings {
  profiles: readonly Profile[]
  /** The ready layout that fits the file best: its words count first. */
  favourite: Profile | null
  fields: readonly MappingFieldRow[]
  listsByKey: ReadonlyMap<string, ReadyList>
}

/** A column of a table: the header as it stands, its last row alone, and the first values. */
export interface RawColumn {
  header: string
  lower: string
  values: CellValue[]
}

export interface GuessedColumn {
  column: MappingColumn
  guess: Omit<ColumnGuess, 'mark'>
}

interface Candidate {
  field: string
  /** From 0 to 1. */
  weight: number
  reason: string
  column: Column | null
  list: string | null
}

const ownKeys = new Map(
  Object.entries(ownAliases).flatMap(([field, words]) => words.map((word) => [headerKey(word), field] as const)),
)

/** What the ready layouts take a header for, the favourite's word first. */
const byHeader = (text: string, { profiles, favourite }: GuessSettings): Candidate[] => {
  if (text === '' || text.length > 60) return []
  const own = ownKeys.get(headerKey(text))
  if (own !== undefined) return [{ field: own, weight: 0.95, reason: 'dari judul', column: null, list: null }]
  const votes = new Map<string, { column: Column; count: number }>()
  const from = (profile: Profile): Column | null =>
    findColumn(profile, text) ?? (profile.family === null ? null : findColumn(profile.family, text))
  const liked = favourite === null ? null : from(favourite)
  for (const profile of profiles) {
    const column = from(profile)
    // Numbers as headers ("401") and "Q1" mean something in their own questionnaire only.
    if (column === null || (profile !== favourite && /^(?:q?\d+[a-z]?\d?)$/i.test(text.trim()))) continue
    const known = votes.get(column.field)
    if (known === undefined) votes.set(column.field, { column, count: 1 })
    else {
      known.count += 1
      // A list that only marks people passes over what another one reads.
      if (known.column.kind === 'ignored') known.column = column
    }
  }
  const all = [...votes.values()].sort((a, b) => b.count - a.count)
  const total = all.reduce((sum, { count }) => sum + count, 0)
  const found = all.map(({ column, count }) => ({
    field: column.field,
    weight: column.field === liked?.field ? 1 : 0.6 + (0.35 * count) / total,
    reason: 'dari judul',
    column: column.field === liked?.field && liked.kind !== 'ignored' ? liked : column,
    list: column.list,
  }))
  return found.sort((a, b) => b.weight - a.weight)
}

/** How well values suit a field: 0 = not at all, null = nothing to tell. */
const suits = (field: MappingFieldRow | undefined, values: readonly CellValue[], today: string): number | null => {
  if (field === undefined || filledTexts(values).length === 0) return null
  if (field.kind === 'nik' || field.kind === 'kk') return numberShare(values) > 0 ? 1 : 0
  if (field.kind === 'date') {
    const days = dayShare(values, today)
    return days > 0 ? 1 : values.some((value) => typeof value === 'number' && value > 3000) ? 1 : 0
  }
  return null
}

/** The value list that knows most of what stands in a column; of equals, the one that the header's layout names. */
const listFor = (
  field: MappingFieldRow | undefined,
  wanted: string | null,
  texts: readonly string[],
  lists: ReadonlyMap<string, ReadyList>,
): string | null => {
  if (field === undefined || field.lists.length === 0) return wanted
  let best: { key: string; share: number } | null = null
  for (const key of wanted === null ? field.lists : [wanted, ...field.lists]) {
    const list = lists.get(key)
    if (list === undefined) continue
    const share = texts.length === 0 ? 0 : listShare(texts, list)
    if (best === null || share > best.share + 0.01) best = { key, share }
  }
  return best?.key ?? wanted
}

const confidenceOf = (weight: number): Confidence => (weight >= 0.9 ? 'sure' : weight >= 0.65 ? 'likely' : 'unsure')

/**
 * Guesses what each column of a table means: by its header in every ready layout, and by what stands in it. A field is
 * given once, to the column that it suits best.
 */
export const guessColumns = (columns: readonly RawColumn[], settings: GuessSettings): GuessedColumn[] => {
  const fields = new Map(settings.fields.map((row) => [row.field, row]))
  const offers = columns.map((raw) => candidatesOf(raw, fields, settings))
  const given = new Map<number, Candidate>()
  const taken = new Set<string>()
  const all = offers.flatMap((list, index) => list.map((candidate) => ({ index, candidate })))
  all.sort((a, b) => b.candidate.weight - a.candidate.weight || a.index - b.index)
  for (const { index, candidate } of all) {
    if (given.has(index) || taken.has(candidate.field)) continue
    given.set(index, candidate)
    taken.add(candidate.field)
  }
  return columns.map((raw, index) => finish(raw, given.get(index) ?? null, offers[index] as Candidate[], fields, settings))
}

const candidatesOf = (raw: RawColumn, fields: ReadonlyMap<string, MappingFieldRow>, settings: GuessSettings): Candidate[] => {
  const texts = filledTexts(raw.values)
  if (
    /^(?:no|nomor|nourut|urut)$/.test(headerKey(raw.header)) &&
    (texts.length === 0 || texts.every((text) => /^\d{0,6}\.?$/.test(text)))
  )
    return []
  const said = [
    ...byHeader(raw.header, settings),
    ...(raw.lower === raw.header ? [] : byHeader(raw.lower, settings).map((one) => ({ ...one, weight: one.weight * 0.9 }))),
  ]
  const seen: Content[] = isRunningNumber(texts) ? [] : contentOf(raw.values, settings)
  const found = said.map((candidate): Candidate => {
    const fit = suits(fields.get(candidate.field), raw.values, settings.today)
    if (fit === 0) return { ...candidate, weight: candidate.weight * 0.5, reason: 'dari judul, tetapi isinya tampak lain' }
    const same = seen.find(({ field }) => field === candidate.field)
    return same === undefined
      ? candidate
      : { ...candidate, weight: Math.min(1, candidate.weight + 0.05), reason: `dari judul; ${same.why}` }
  })
  for (const { field, share, why, list } of seen)
    if (!found.some((candidate) => candidate.field === field))
      found.push({ field, weight: 0.85 * share * (said.length === 0 ? 1 : 0.6), reason: why, column: null, list })
  return found
}

const finish = (
  raw: RawColumn,
  chosen: Candidate | null,
  offers: readonly Candidate[],
  fields: ReadonlyMap<string, MappingFieldRow>,
  settings: GuessSettings,
): GuessedColumn => {
  const empty: MappingColumn = {
    header: raw.header,
    field: null,
    label: '',
    kind: 'text',
    values: null,
    codes: {},
    carryDown: false,
  }
  if (chosen === null || chosen.weight < 0.3) {
    const lost = offers[0]
    const label = lost === undefined ? '' : (fields.get(lost.field)?.label ?? '')
    return { column: empty, guess: { confidence: 'none', reason: label === '' ? '' : `kolom lain sudah menjadi ${label}` } }
  }
  const field = fields.get(chosen.field)
  const kind = chosen.column !== null && chosen.column.kind !== 'ignored' ? chosen.column.kind : (field?.kind ?? 'text')
  // Names of provinces and districts, numbers of officers: known, and not wanted.
  if (field === undefined) return { column: empty, guess: { confidence: 'sure', reason: 'dikenal, tidak perlu dibawa' } }
  const coded = kind === 'code' || kind === 'sex'
  return {
    column: {
      ...empty,
      field: chosen.field,
      label: field.label,
      kind,
      values: coded ? listFor(field, chosen.list, filledTexts(raw.values), settings.listsByKey) : null,
      carryDown: chosen.column?.carryDown ?? false,
    },
    guess: { confidence: confidenceOf(chosen.weight), reason: chosen.reason },
  }
}
