import type { NumberRange } from '../../../shared/contract/letter-numbers.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import {
  letterNumber,
  type NumberSource,
  numberingProblems,
  sequenceKey,
  sequenceYear,
} from '../../../shared/domain/letter-number.ts'
import type { CommandContext, Handlers } from '../context.ts'
import { currentDefinitions, definition } from '../definitions/definitions.repo.ts'
import { definitionsHandlers } from '../definitions/definitions.service.ts'
import { listUnits, readOffice } from '../office/office.repo.ts'
import { mustServeWholeOffice } from '../rights.ts'
import {
  allRanges,
  closeRangeRow,
  countOpen,
  findRange,
  insertRange,
  lastNumber,
  overlappingRange,
  type RangeRecord,
  raiseSequence,
  type SequencePlace,
  sequenceFigures,
  usedSequences,
  valuesBetween,
} from './numbers.repo.ts'

/** Most numbers of one range. */
const longestRange = 100_000
/** How many missing numbers are named. */
const mostMissing = 50

const byNow = (context: CommandContext) => ({ userId: context.actor.userId, now: context.now() })

const toRange = (range: RangeRecord): NumberRange => ({
  id: range.id,
  key: range.key,
  year: range.year,
  day: range.day,
  unitCode: range.unit_code,
  first: range.first,
  last: range.last,
  next: range.next,
  left: range.closed_at === null ? range.last - range.next + 1 : 0,
  note: range.note,
  closedAt: range.closed_at,
  version: range.version,
})

/**
 * Running numbers from `first` to `last` that are not among the used ones, which stand in order; at most so many. One slip of the
 * finger in a typed number leaves millions of them.
 */
const gaps = (used: readonly number[], first: number, last: number, most: number): number[] => {
  const found: number[] = []
  let next = first
  for (const value of [...used, last + 1]) {
    for (; next < value && next <= last && found.length < most; next += 1) found.push(next)
    next = value + 1
  }
  return found
}

/** Use cases of the rules, sequences, ranges and quotas that letters are numbered by. */
export const letterNumbersHandlers: Handlers<'letterNumbers'> = {
  overview: (context) => {
    const { db } = context
    const office = readOffice(db)
    const today = context.today()
    const current = currentDefinitions(db, 'letter-template')
    const units = [office.unitCode, ...listUnits(db).flatMap((unit) => (unit.active ? [unit.code] : []))]
    /** What the present rules count in, by key and year; a sequence appears before it gave its first number. */
    const living = new Map<string, SequencePlace & { kinds: string[]; source: NumberSource }>()
    for (const { key: kind, body } of current)
      for (const unit of body.numbering.scope === 'unit' ? units : [office.unitCode]) {
        const place = { key: sequenceKey(body.numbering, kind, unit), year: sequenceYear(today, body.numbering.restart) }
        const id = `${place.year} ${place.key}`
        const known = living.get(id)
        if (known === undefined) living.set(id, { ...place, kinds: [body.name], source: body.numbering.source })
        else if (!known.kinds.includes(body.name)) known.kinds.push(body.name)
      }
    const places: SequencePlace[] = [...living.values()]
    for (const place of usedSequences(db)) if (!living.has(`${place.year} ${place.key}`)) places.push(place)
    return {
      kinds: current.map(({ key, version, body }) => ({
        key,
        version,
        name: body.name,
        numbering: body.numbering,
        example: letterNumber(body.numbering.pattern, {
          archiveCode: body.numbering.archiveCode,
          value: 45,
          unitCode: office.unitCode,
          letterDate: today,
        }),
      })),
      sequences: places.map((place) => {
        const figures = sequenceFigures(db, place)
        const ranges = allRanges(db, place)
        const now = living.get(`${place.year} ${place.key}`)
        const source = now?.source ?? 'automatic'
        const high = figures?.high ?? 0
        // Ranges and other people's agendas leave numbers to others: what is missing there is not ours.
        const whole = source === 'automatic' && ranges.length === 0
        const low = whole ? (figures?.low ?? null) : null
        const held = low === null ? [] : valuesBetween(db, place, low, high)
        return {
          ...place,
          kinds: now?.kinds ?? [],
          source,
          last: Math.max(high, lastNumber(db, place)),
          used: figures?.used ?? 0,
          lastDate: figures?.last_date ?? null,
          missing: low === null ? [] : gaps(held, low, high, mostMissing),
          missingCount: low === null ? 0 : high - low + 1 - held.length,
          ranges: ranges.map(toRange),
        }
      }),
      waiting: countOpen(db),
    }
  },

  saveRules: (context, { kind, baseVersion, numbering }) => {
    const { body } = definition(context.db, 'letter-template', kind)
    const problem = numberingProblems(numbering)[0]
    if (problem !== undefined)
      throw new AppError('VALIDATION', problem.message, {
        field: `numbering.${problem.path}`,
        hint: 'Perbaiki bagian itu, lalu simpan lagi.',
      })
    return definitionsHandlers.save(context, {
      kind: 'letter-template',
      key: kind,
      baseVersion,
      body: structuredClone({ ...body, numbering }),
    })
  },

  start: (context, { key, year, last, reason }) => {
    mustServeWholeOffice(context, 'Urutan nomor')
    const now = Math.max(lastNumber(context.db, { key, year }), sequenceFigures(context.db, { key, year })?.high ?? 0)
    if (last < now)
      throw new AppError('VALIDATION', `Urutan ini sudah sampai ${now}; nomor tidak dapat dimundurkan.`, {
        field: 'last',
        hint: 'Tulis nomor terakhir yang lebih besar, atau biarkan.',
      })
    raiseSequence(context.db, { key, year }, last)
    context.audit({ entity: 'letter-sequence', detail: { key, year, before: now, last, reason } })
    return { last }
  },

  addRange: (context, input) => {
    // From then on the whole office takes its numbers from ranges alone.
    mustServeWholeOffice(context, 'Rentang dan jatah nomor')
    const { key, year, day, unitCode, first, last } = input
    if (day !== null && year !== 0 && sequenceYear(day) !== year)
      throw new AppError('VALIDATION', `Tanggal jatah tidak berada di tahun ${year}.`, {
        field: 'day',
        hint: 'Pilih tanggal di tahun urutan itu.',
      })
    if (last < first)
      throw new AppError('VALIDATION', 'Nomor terakhir lebih kecil daripada nomor pertama.', {
        field: 'last',
        hint: 'Tukar kedua nomornya.',
      })
    if (last - first >= longestRange)
      throw new AppError('VALIDATION', 'Rentang ini terlalu panjang.', { field: 'last', hint: 'Paling banyak 100.000 nomor.' })
    const other = overlappingRange(context.db, { key, year }, first, last)
    if (other !== undefined)
      throw new AppError(
        'VALIDATION',
        `Bertabrakan dengan ${other.day === null ? 'rentang' : `jatah ${longDate(other.day)}`} ${other.first}–${other.last}.`,
        { field: 'first', hint: 'Pakai nomor yang belum dibagikan.' },
      )
    const taken = valuesBetween(context.db, { key, year }, first, last)
    if (taken.length > 0)
      throw new AppError('VALIDATION', `Nomor ${taken.slice(0, 5).join(', ')} sudah dipakai surat.`, {
        field: 'first',
        hint: 'Mulai dari nomor yang belum dipakai.',
      })
    const id = insertRange(context.db, input, byNow(context))
    context.audit({ entity: 'letter-range', entityId: id, detail: { key, year, day, unitCode, first, last } })
    return { id, version: 1 }
  },

  closeRange: (context, { id, version }) => {
    mustServeWholeOffice(context, 'Rentang dan jatah nomor')
    const range = findRange(context.db, id)
    if (range === undefined)
      throw new AppError('NOT_FOUND', 'Rentang nomor ini tidak ditemukan.', { hint: 'Muat ulang halaman.' })
    if (!closeRangeRow(context.db, id, version, byNow(context)))
      throw new AppError('CONFLICT', 'Rentang ini baru saja diubah atau sudah ditutup.', { hint: 'Muat ulang halaman.' })
    const unused = gaps(valuesBetween(context.db, range, range.first, range.last), range.first, range.last, longestRange)
    context.audit({ entity: 'letter-range', entityId: id, detail: { closed: true, unused: unused.length } })
    return { id, version: version + 1, unused }
  },
}
