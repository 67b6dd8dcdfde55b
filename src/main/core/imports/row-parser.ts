import type { CheckValues } from '../../../shared/domain/checks/check.ts'
import { type CheckId, say } from '../../../shared/domain/checks/table.ts'
import { checkNik } from '../../../shared/domain/nik.ts'
import { isNoDisability } from '../../../shared/domain/person-facts.ts'
import { personColumns } from '../people/person-columns.ts'
import { type CellValue, columnLetters, type SheetRow } from '../xlsx/reader.ts'
import { cellText } from './cell-text.ts'
import { crossFieldProblems } from './cross-field.ts'
import { readDay } from './days.ts'
import { factPrefix, readFactCell } from './fact-cells.ts'
import type { SheetHeader } from './header.ts'
import type { Column } from './profile.ts'
import type { RegionMatcher } from './regions.ts'
import { readSixteenDigits } from './sixteen-digits.ts'
import type { ParsedRow, PersonField, RowData, RowProblem } from './staged-row.ts'

/** What reading a row needs beside the row. */
export interface RowSettings {
  sheet: string
  header: SheetHeader
  regions: RegionMatcher
  /** `YYYY-MM-DD` in the office's time zone. */
  today: string
  /** The row only points at somebody by NIK or family card; it needs no name. */
  knownPeopleOnly?: boolean
  /** How many fields a row may have; null where cells cannot slip sideways (anything but CSV). */
  width?: number | null
}

type Add = (id: CheckId, values?: CheckValues) => void

interface Place {
  index: number
  letters: string
  column: Column
  /** A statement with source and day, not a column of the person. */
  fact: boolean
}

/** The longest text a person field takes; the contract's `line` has the same limit. */
const longest = 300

const personFieldNames: ReadonlySet<string> = new Set(Object.keys(personColumns))
const isPersonField = (field: string): field is PersonField => personFieldNames.has(field)

/** Turns rows of one sheet into what they say about people. One parser per sheet. */
export class RowParser {
  readonly #settings: RowSettings
  readonly #places: Place[]
  readonly #letters: ReadonlyMap<string, string>
  /** Where the family card number stands if an empty cell means the one above, and what was there last. */
  readonly #familyPlace: Place | null
  #familyAbove: CellValue = null

  constructor(settings: RowSettings) {
    this.#settings = settings
    this.#places = settings.header.columns.flatMap((column, index) =>
      column === null || column.kind === 'ignored'
        ? []
        : [{ index, letters: columnLetters(index), column, fact: column.field.startsWith(factPrefix) }],
    )
    this.#letters = new Map(this.#places.map((place) => [place.column.field, place.letters]))
    this.#familyPlace = this.#places.find(({ column }) => column.kind === 'kk' && column.carryDown) ?? null
  }

  /** Reads one row below the header. Problems of severity `block` mean that the row cannot be written. */
  parse(row: SheetRow): ParsedRow {
    const data: RowData = { fields: {} }
    const problems: RowProblem[] = []
    const region = { code: '', subDistrict: '', village: '' }
    for (const { index, letters, column, fact } of this.#places) {
      const value = row.values[index]
      if (value === null || value === undefined) continue
      if (typeof value === 'object' && 'error' in value) {
        problems.push({ column: letters, ...say('cell-error', { kolom: column.label, isi: value.error.slice(0, 20) }) })
        continue
      }
      if (fact) readFactCell(value, letters, column, this.#settings.today, data, problems)
      else this.#cell(value, letters, column, data, region, problems)
    }
    if (data.fields.disability !== undefined && !isNoDisability(data.fields.disability))
      data.facts = { disability: data.fields.disability, ...data.facts }
    let cells: readonly CellValue[] = row.values
    if (this.#familyPlace !== null) cells = this.#carryFamily(this.#familyPlace, row, data, region, problems)
    const { width = null } = this.#settings
    if (width !== null && row.values.length > width)
      problems.push({
        column: columnLetters(width),
        ...say('columns-shifted', { ada: row.values.length, judul: width }),
      })
    if (this.#settings.knownPeopleOnly === true) this.#pointer(data, problems)
    else {
      this.#region(region, data, problems)
      this.#whole(data, problems)
    }
    return { sheet: this.#settings.sheet, row: row.number, data, problems, cells }
  }

  /** The number of a family stands only beside its first member; a head without one begins a family that has none. */
  #carryFamily(
    place: Place,
    row: SheetRow,
    data: RowData,
    region: { code: string; subDistrict: string; village: string },
    problems: RowProblem[],
  ): readonly CellValue[] {
    const own = row.values[place.index] ?? null
    if (cellText(own) !== '') this.#familyAbove = own
    else if (data.relation === 'Kepala Keluarga') this.#familyAbove = null
    else if (this.#familyAbove !== null) this.#cell(this.#familyAbove, place.letters, place.column, data, region, problems)
    if (cellText(own) === '' && this.#familyAbove === null)
      problems.push({
        column: place.letters,
        ...say('kk-missing'),
      })
    return cellText(own) === '' && this.#familyAbove !== null
      ? Object.assign([...row.values], { [place.index]: this.#familyAbove })
      : row.values
  }

  /** Rules for a row that points at somebody in the register. */
  #pointer(data: RowData, problems: RowProblem[]): void {
    if (data.nik !== undefined || data.kk !== undefined || problems.some(({ severity }) => severity === 'block')) return
    problems.push({
      column: this.#letters.get('nik') ?? this.#letters.get('kkNumber') ?? '',
      ...say('number-missing'),
    })
  }

  #cell(
    value: CellValue,
    letters: string,
    column: Column,
    data: RowData,
    region: { code: string; subDistrict: string; village: string },
    problems: RowProblem[],
  ): void {
    const add: Add = (id, values) => void problems.push({ column: letters, ...say(id, values) })
    switch (column.kind) {
      case 'nik':
      case 'kk': {
        const found = readSixteenDigits(value)
        if (found.kind === 'refused') add(`${column.kind}-${found.code}`, { digit: found.length ?? '' })
        else if (column.kind === 'nik') {
          if (found.kind === 'number') data.nik = found.digits
          else if (found.kind === 'temporary') {
            data.original = found.digits
            add(`nik-${found.code}`)
          }
        } else if (found.kind === 'number') data.kk = found.digits
        else if (found.kind === 'temporary') add(`kk-${found.code}`)
        return
      }
      case 'date': {
        const day = readDay(value, this.#settings.today)
        if (day === undefined) return
        if (day === null) add('date-unknown', { kolom: column.label })
        else if (day > this.#settings.today && column.field === 'birthDate') add('date-future')
        else put(data, column.field, day)
        return
      }
      case 'region': {
        const text = cellText(value)
        if (column.field === 'regionCode') region.code = text
        else if (column.field === 'subDistrict') region.subDistrict = text
        else if (column.field === 'village') region.village = text
        return
      }
      default: {
        const text = cellText(value)
        if (text === '') return
        if (text.length > longest) {
          add('too-long', { kolom: column.label, huruf: longest })
          put(data, column.field, text.slice(0, longest))
        } else this.#text(text, column, data, add)
      }
    }
  }

  #text(text: string, column: Column, data: RowData, add: Add): void {
    if (column.kind === 'sex' || column.kind === 'code') {
      const stored = column.values?.find(text) ?? null
      // '' = the clerk said that this value means nothing.
      if (stored === '') return
      if (stored !== null) put(data, column.field, stored)
      else if (column.kind === 'sex' || column.field === 'lifeStatus' || /^\d+$/.test(text))
        add('value-unknown', { kolom: column.label, isi: text.slice(0, 40) })
      else {
        add('value-unlisted', { kolom: column.label, isi: text.slice(0, 40) })
        put(data, column.field, text)
      }
    } else if (column.kind === 'rt-rw') {
      const digits = /^(?:r[tw]\.?\s*)?0*(\d{1,3})(?:\.0+)?$/i.exec(text)?.[1]
      if (digits === undefined) put(data, column.field, text)
      else if (Number(digits) !== 0) put(data, column.field, digits.padStart(3, '0'))
    } else if (column.kind === 'phone') {
      const phone = text.replace(/[^\d+]/g, '')
      if (phone.length >= 6) put(data, column.field, /^8\d{8,}$/.test(phone) ? `0${phone}` : phone)
      else add('phone-unknown')
    } else if (column.field === 'rtRw') {
      const both = /^(?:rt\.?\s*)?0*(\d{1,3})\s*[/\-,.\s]\s*(?:rw\.?\s*)?0*(\d{1,3})$/i.exec(text)
      if (both === null) put(data, 'rt', text)
      else {
        if (Number(both[1]) !== 0) put(data, 'rt', (both[1] as string).padStart(3, '0'))
        if (Number(both[2]) !== 0) put(data, 'rw', (both[2] as string).padStart(3, '0'))
      }
    } else if (column.field === 'birthPlaceAndDate') {
      const cut = /^(.*?)[,/\s]+(\d{1,2}[\s\-/.].*|\d{4}-\d{2}-\d{2})$/.exec(text)
      const day = cut === null ? null : readDay(cut[2] as string, this.#settings.today)
      if (cut !== null && day) {
        if (cut[1] !== '') put(data, 'birthPlace', cut[1] as string)
        put(data, 'birthDate', day)
      } else add('place-date-unknown', { kolom: column.label })
    } else put(data, column.field, text)
  }

  #region(region: { code: string; subDistrict: string; village: string }, data: RowData, problems: RowProblem[]): void {
    if (region.code === '' && region.subDistrict === '' && region.village === '') {
      if (this.#settings.regions.village !== null) data.fields.regionCode = this.#settings.regions.village
      return
    }
    const code = this.#settings.regions.find(region.code, region.subDistrict, region.village)
    if (code !== null) {
      data.fields.regionCode = code
      return
    }
    const words = [region.village, region.subDistrict].filter((word) => word !== '').join(', ') || region.code
    problems.push({
      column: this.#letters.get('village') ?? this.#letters.get('regionCode') ?? this.#letters.get('subDistrict') ?? '',
      ...say('region-unknown', { wilayah: words.slice(0, 80) }),
    })
    // The words are kept: they may be matched by hand later.
    put(data, 'extra.wilayahAsal', words.slice(0, longest))
  }

  /** Rules about the row as a whole. */
  #whole(data: RowData, problems: RowProblem[]): void {
    const nikColumn = this.#letters.get('nik') ?? ''
    const refusedNik = problems.some((problem) => problem.severity === 'block' && problem.column === nikColumn)
    if (data.fields.name === undefined)
      problems.push({
        column: this.#letters.get('name') ?? '',
        ...say('name-missing'),
      })
    if (data.nik === undefined && data.original === undefined && !refusedNik)
      problems.push({
        column: nikColumn,
        ...say('nik-missing'),
      })
    problems.push(...crossFieldProblems(data, this.#settings.today, (field) => this.#letters.get(field)))
    if (data.nik === undefined) return
    const sex = data.fields.sex === 'L' || data.fields.sex === 'P' ? data.fields.sex : null
    for (const { code, severity, message } of checkNik(data.nik, {
      birthDate: data.fields.birthDate ?? null,
      sex,
      today: this.#settings.today,
    }))
      problems.push({ column: nikColumn, severity, code: `nik-${code}`, message })
  }
}

const put = (data: RowData, field: string, text: string): void => {
  if (isPersonField(field)) data.fields[field] = text
  else if (field === 'relation') data.relation = text
  else if (field.startsWith('extra.')) {
    data.extra ??= {}
    data.extra[field.slice('extra.'.length)] = text
  }
}
