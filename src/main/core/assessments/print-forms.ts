/// <reference path="../letters/pdfkit.d.ts" />

import type { FileRef } from '../../../shared/contract/common.ts'
import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { Answers } from '../../../shared/domain/questionnaire/model.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { visiblePerson } from '../families/act.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { paginate } from '../letters/flow.ts'
import { letterFonts } from '../letters/fonts.ts'
import { paperSizes } from '../letters/render.ts'
import { mm, TypeSetter } from '../letters/type-setter.ts'
import { pdfkit } from '../libraries.ts'
import { readOffice } from '../office/office.repo.ts'
import type { PersonRecord } from '../people/people.repo.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { regionNames } from '../regions/regions.repo.ts'
import { visibleSet } from './answer-set.ts'
import { peopleToAsk } from './assessments.repo.ts'
import { type ReadyForm, readyForm } from './forms.ts'
import { type PaperForm, paperItems } from './paper.ts'
import { prefilled, registerValues } from './register-values.ts'

type Input = ParsedInputOf<'assessments.print'>

/** Most forms of one print. */
const mostForms = 500
const margin = { side: 15, top: 12, bottom: 16 }

/** Writes down that forms with data left the program. */
export const recordPrint = internalCommand(
  'assessments.record-print',
  (context, input: { entityId: number | null; of: string; questionnaire: string; numbers: string; forms: number }) => {
    const { entityId, ...detail } = input
    context.audit({ entity: 'assessment', entityId, detail })
    return null
  },
)

const sexOf = (value: string | null): 'L' | 'P' | null => (value === 'L' || value === 'P' ? value : null)

/** Everything that is the same on all forms of one print. */
interface Common {
  office: string
  full: boolean
  today: string
}

const headOf = (context: JobContext, person: PersonRecord, common: Common): PaperForm['head'] => {
  const village = person.region_code === null ? '' : (regionNames(context.db, [person.region_code]).get(person.region_code) ?? '')
  const where = [
    person.address,
    person.hamlet,
    person.rt === '' ? '' : `RT ${person.rt}`,
    person.rw === '' ? '' : `RW ${person.rw}`,
  ]
  return [
    { label: 'Nama', text: person.name },
    { label: 'NIK', text: common.full ? (person.nik ?? '') : maskNumber(person.nik) },
    { label: 'Alamat', text: [...where, village].filter((part) => part !== '').join(', ') },
    { label: 'Tanggal kunjungan', text: '' },
  ]
}

const blankHead: PaperForm['head'] = ['Nama', 'NIK', 'Alamat', 'Tanggal kunjungan'].map((label) => ({ label, text: '' }))

const prefilledForm = (context: JobContext, ready: ReadyForm, personId: number, common: Common): PaperForm => {
  const person = visiblePerson(context, personId)
  const register = registerValues(context, person)
  const roster = ready.form.sections.some(({ repeat }) => repeat === 'members')
  const answers: Answers = {
    subject: { sex: sexOf(person.sex), birthDate: person.birth_date },
    on: common.today,
    main: prefilled(ready.form, register, null),
    members: (roster ? register.members : []).map((member, index) => ({
      id: index + 1,
      name: member.name,
      // The roster's own answers carry sex and birth date where the form asks for them.
      sex: null,
      birthDate: null,
      answers: prefilled(ready.form, register, member.personId),
    })),
  }
  return {
    form: ready.form,
    office: common.office,
    head: headOf(context, person, common),
    answers,
    full: common.full,
    surveyor: '',
  }
}

const filledForm = (context: JobContext, id: number, common: Common): PaperForm => {
  const { ready, record, answers } = visibleSet(context, id)
  const head = headOf(context, visiblePerson(context, record.person_id), common)
  return {
    form: ready.form,
    office: common.office,
    head: head.map((row) => (row.label === 'Tanggal kunjungan' ? { ...row, text: shortDate(record.visited_on) } : row)),
    answers,
    full: common.full,
    surveyor: record.surveyor,
  }
}

/** The forms that are asked for, one after the other. */
const papers = function* (context: JobContext, input: Input, common: Common): Generator<PaperForm> {
  const { target } = input
  switch (target.of) {
    case 'assessment':
      yield filledForm(context, target.id, common)
      return
    case 'blank': {
      const { form } = readyForm(context.db, target.questionnaire)
      for (let copy = 0; copy < target.copies; copy += 1)
        yield { form, office: common.office, head: blankHead, answers: null, full: common.full, surveyor: '' }
      return
    }
    case 'person':
      yield prefilledForm(context, readyForm(context.db, target.questionnaire), target.personId, common)
      return
    case 'region': {
      const ready = readyForm(context.db, target.questionnaire)
      const codes = scopeOf(context.db, context.actor.areas, target.region) ?? []
      const people = peopleToAsk(context.db, codes, ready.form.subject, mostForms + 1)
      if (people.length === 0)
        throw new AppError('NOT_FOUND', 'Belum ada warga yang dapat ditanyai di wilayah ini.', {
          field: 'target.region',
          hint: 'Pilih wilayah lain, atau cetak formulir kosong.',
        })
      if (people.length > mostForms)
        throw new AppError('VALIDATION', `Lebih dari ${mostForms} formulir sekali cetak.`, {
          field: 'target.region',
          hint: 'Pilih satu desa atau kelurahan.',
        })
      for (const { id } of people) yield prefilledForm(context, ready, id, common)
    }
  }
}

/**
 * Sets forms on paper, each beginning on a page of its own.
 * @throws AppError FORBIDDEN, NOT_FOUND, VALIDATION
 */
export const printForms = async (context: JobContext, input: Input): Promise<{ file: FileRef; forms: number; pages: number }> => {
  if (input.numbers === 'full' && !may(context.actor, 'people.reveal'))
    throw new AppError('FORBIDDEN', 'Peran Anda tidak boleh mencetak NIK dan No. KK lengkap.', {
      hint: 'Cetak dengan angka tersamar, atau minta hak kepada administrator kantor.',
    })
  const office = readOffice(context.db)
  const common: Common = {
    office: `${office.practice ? 'LATIHAN – ' : ''}${office.name}`,
    full: input.numbers === 'full',
    today: context.today(),
  }
  const fonts = letterFonts(context.dirs.resources)
  const [width, height] = [paperSizes[input.paper].width * mm, paperSizes[input.paper].height * mm]
  const date = new Date(`${common.today}T00:00:00.000Z`)
  const document = new (pdfkit())({
    font: fonts.regular,
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: 'Formulir', Author: office.name, Creator: 'Loket SLRT', CreationDate: date, ModDate: date },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  const setter = new TypeSetter(document, fonts)
  const area = { setter, left: margin.side * mm, width: width - 2 * margin.side * mm }
  let forms = 0
  let pages = 0
  let name = 'Formulir'
  for (const paper of papers(context, input, common)) {
    context.throwIfCancelled()
    const asksDay = paper.form.sections.some(({ questions }) => questions.some(({ means }) => means === 'visit-date'))
    const head = asksDay ? paper.head.filter(({ label }) => label !== 'Tanggal kunjungan') : paper.head
    const placed = paginate(paperItems(area, { ...paper, head }), () => ({
      top: margin.top * mm,
      bottom: height - margin.bottom * mm,
    }))
    for (const [index, items] of placed.entries()) {
      document.addPage()
      for (const { item, y } of items) item.draw?.(y)
      const whose = paper.head[0]?.text ?? ''
      setter.line(`${paper.form.name}${whose === '' ? '' : ` – ${whose}`}`, area.left, height - 11 * mm, 4 * mm, { size: 7 })
      const place = `halaman ${index + 1} dari ${placed.length}`
      setter.line(place, area.left + area.width - setter.width(place, { size: 7 }), height - 11 * mm, 4 * mm, { size: 7 })
    }
    name = paper.form.name.replace(/[^\p{L}\p{N}]+/gu, '-')
    forms += 1
    pages += placed.length
    context.progress('Menyusun formulir', forms, null)
  }
  document.end()
  await finished
  const { target } = input
  const bytes = new Uint8Array(Buffer.concat(chunks))
  await context.write(recordPrint, {
    entityId: target.of === 'assessment' ? target.id : null,
    of: target.of === 'region' ? target.region : target.of,
    questionnaire: target.of === 'assessment' ? '' : target.questionnaire,
    numbers: input.numbers,
    forms,
  })
  return {
    file: tmpBytesRef(context, bytes, `${office.practice ? 'LATIHAN-' : ''}${name}.pdf`, mediaTypes.pdf, 'pdf'),
    forms,
    pages,
  }
}
