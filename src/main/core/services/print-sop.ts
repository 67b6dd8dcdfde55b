import type { FileRef } from '../../../shared/contract/common.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { paperStateLabels, papersOfLane, paperText } from '../../../shared/domain/papers.ts'
import { needStations } from '../cases/case-detail.repo.ts'
import { findCase, findClient } from '../cases/cases.repo.ts'
import { visibleNeed } from '../cases/need-flow.service.ts'
import type { JobContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { printList } from '../print/list-print.ts'
import { checklistOf } from './papers.ts'
import { sopFor, sopOfNeed, sopSteps } from './sop.ts'

const blank = (context: JobContext, programmeKey: string) => {
  const { body } = definition(context.db, 'programme', programmeKey)
  const sop = sopFor(context.db, programmeKey, 'layanan', context.today())
  return {
    programme: body,
    about: ['Nama warga: ……………………………………………………', 'No. kasus: ………………………'],
    // Papers of every lane: on paper the clerk strikes out what does not apply.
    papers: body.requirements.map((one) => [
      '',
      `${paperText(one)}${one.lane === '' ? '' : ` – jalur ${body.lanes.find(({ key }) => key === one.lane)?.label ?? one.lane}`}`,
      one.note,
    ]),
    sop,
    steps: (sop?.body.steps ?? []).map((step) => ['', step.text, step.role]),
  }
}

const ofNeed = (context: JobContext, needId: number) => {
  const { db } = context
  const need = visibleNeed(context, needId)
  const { body } = definition(db, 'programme', need.programme_key, need.programme_version)
  const sop = sopOfNeed(db, need, context.today())
  const stations = needStations(db, need.case_id).filter((one) => one.need_id === needId)
  const lane = body.lanes.find(({ key }) => key === need.lane)
  return {
    programme: { ...body, requirements: papersOfLane(body.requirements, need.lane) },
    about: [
      `Nama warga: ${findClient(db, need.client_id)?.name ?? ''}`,
      `No. kasus: ${findCase(db, need.case_id)?.number ?? ''}`,
      ...(lane === undefined ? [] : [`Jalur: ${lane.label}`]),
    ],
    papers: checklistOf(db, need).map((one) => [
      one.state === 'have' ? 'x' : '',
      paperText(one),
      [one.state === null || one.state === 'have' ? '' : paperStateLabels[one.state], one.note]
        .filter((part) => part !== '')
        .join(': '),
    ]),
    sop,
    steps: (sop === undefined ? [] : sopSteps(db, needId, sop, stations)).map((step) => [
      step.done ? 'x' : '',
      step.text,
      [step.role, step.by].filter((part) => part !== '').join(' – '),
    ]),
  }
}

/** The checklist of a service or of one need as a PDF: papers and steps with boxes to tick, and where they come from. */
export const printSop = async (
  context: JobContext,
  input: { programmeKey: string } | { needId: number },
): Promise<{ file: FileRef; pages: number }> => {
  context.progress('Menyusun daftar periksa', 0, 1)
  const found = 'needId' in input ? ofNeed(context, input.needId) : blank(context, input.programmeKey)
  const { programme, sop } = found
  if (found.papers.length === 0 && found.steps.length === 0)
    throw new AppError('STATE', 'Layanan ini belum punya daftar berkas maupun SOP.', {
      hint: 'Isi dulu di Pengaturan, bagian Layanan dan templat.',
    })
  const { bytes, pages } = await printList(context, {
    title: `Daftar periksa: ${programme.name}`,
    about: [
      ...found.about,
      sop === undefined
        ? 'Layanan ini belum punya SOP.'
        : `SOP: ${sop.name}${sop.body.number === '' ? '' : `, nomor ${sop.body.number}`} (versi ${sop.version}${sop.body.validFrom === null ? '' : `, berlaku mulai ${longDate(sop.body.validFrom)}`})`,
    ],
    tables: [
      {
        title: 'Berkas',
        columns: [
          { header: 'Ada', share: 6, box: true },
          { header: 'Berkas', share: 60 },
          { header: 'Catatan', share: 34 },
        ],
        rows: found.papers,
        empty: 'Tidak ada berkas yang diminta.',
      },
      {
        title: 'Langkah',
        columns: [
          { header: 'Sudah', share: 7, box: true },
          { header: 'Yang dikerjakan', share: 65 },
          { header: 'Oleh', share: 28 },
        ],
        rows: found.steps,
        empty: 'Belum ada SOP untuk layanan ini.',
      },
    ],
    end: [
      programme.source === '' ? '' : `Sumber layanan: ${programme.source}`,
      sop === undefined || sop.body.source === '' ? '' : `Sumber SOP: ${sop.body.source}`,
    ].filter((line) => line !== ''),
  })
  return { file: tmpBytesRef(context, bytes, `Daftar-periksa.pdf`, mediaTypes.pdf, 'pdf'), pages }
}
