import type { NoticeReceiver, NoticeRow } from '../../../shared/contract/notices.ts'
import { dayIn, isRealDay, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { stateLabel } from '../../../shared/domain/need-flow.ts'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import {
  longestLink,
  type NoticePlaceholder,
  toldWayLabels,
  whatsappLink,
  whatsappNumber,
} from '../../../shared/domain/notices.ts'
import { paperText } from '../../../shared/domain/papers.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { flowReader } from '../cases/flows.ts'
import { byNow, visibleCase } from '../cases/need-flow.service.ts'
import { qrSquares } from '../codes/qr.ts'
import { type Handlers, internalCommand, type QueryContext } from '../context.ts'
import { findAgency } from '../directory/directory.repo.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { readOffice } from '../office/office.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { allProgrammes, programmeNamer } from '../programmes/programmes.service.ts'
import { offeredPlace } from '../waiting/waiting.repo.ts'
import { type FilledNotice, fillNotice, textFor } from './notice-text.ts'
import {
  countOpenNotices,
  findNotice,
  hasNewerNotice,
  listNotices,
  markTold,
  markUntold,
  type NoticeRecord,
  noticesOfCase,
} from './notices.repo.ts'
import { renderSlip } from './slip.ts'

/** @throws AppError NOT_FOUND, also when its case lies outside the reader's area */
const visibleNotice = (context: QueryContext, id: number): NoticeRecord => {
  const found = findNotice(context.db, id)
  if (found === undefined || !inArea(context.actor, found.case_region))
    throw new AppError('NOT_FOUND', 'Pemberitahuan ini tidak ada lagi.', {
      hint: 'Kebutuhannya mungkin sudah maju. Muat ulang daftar.',
    })
  return found
}

const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000))

const toRows = (context: QueryContext, records: readonly NoticeRecord[]): NoticeRow[] => {
  const flow = flowReader(context.db)
  const programmeName = programmeNamer(context.db)
  const { timeZone } = readOffice(context.db)
  return records.map((row) => {
    const own = flow(row.register)
    return {
      id: row.id,
      caseId: row.case_id,
      caseNumber: row.case_number,
      needId: row.need_id,
      clientName: row.client_name,
      village: row.village ?? '',
      programmeName: programmeName(row.programme_key, row.programme_version),
      state: row.state as NeedState,
      stateLabel: stateLabel(own, row.state as NeedState),
      nowLabel: row.now_state === row.state ? '' : stateLabel(own, row.now_state as NeedState),
      note: row.note,
      since: row.since,
      days: daysBetween(dayIn(row.since, timeZone), context.today()),
      holder: row.holder_name ?? '',
      reporter: row.reporter_kind === 'other' ? row.reporter_name : '',
      toldOn: row.told_on,
      toldAt: row.told_at,
      toldBy: row.told_by_name ?? '',
      toldHow: row.told_how as NoticeRow['toldHow'],
      toldTo: row.told_to,
      comeBack: row.come_back,
    }
  })
}

const toRow = (context: QueryContext, record: NoticeRecord): NoticeRow => toRows(context, [record])[0] as NoticeRow

interface Receiver {
  receiver: NoticeReceiver
  name: string
  relation: string
  phone: string
  whatsapp: boolean
}

const receiversOf = (notice: NoticeRecord): Receiver[] => {
  const client = { receiver: 'client' as const, name: notice.client_name, relation: '', phone: notice.client_phone }
  const reporter = {
    receiver: 'reporter' as const,
    name: notice.reporter_name,
    relation: notice.reporter_relation,
    phone: notice.reporter_phone,
  }
  return [client, ...(notice.reporter_kind === 'other' ? [reporter] : [])].map((one) => ({
    ...one,
    whatsapp: whatsappNumber(one.phone) !== null,
  }))
}

/** @throws AppError VALIDATION when nobody else reported the case */
const receiverOf = (notice: NoticeRecord, receiver: NoticeReceiver): Receiver => {
  const found = receiversOf(notice).find((one) => one.receiver === receiver)
  if (found === undefined)
    throw new AppError('VALIDATION', 'Kasus ini dilaporkan oleh warganya sendiri, tidak ada pelapor lain.', {
      field: 'receiver',
      hint: 'Pilih warga sebagai yang diberi tahu.',
    })
  return found
}

const fill = (context: QueryContext, notice: NoticeRecord, receiver: Receiver, comeBack: string | null): FilledNotice => {
  const office = readOffice(context.db)
  const row = toRow(context, notice)
  const programme = allProgrammes(context.db).find(({ key }) => key === notice.programme_key)
  const day = (date: string | null): string => (date === null ? '' : longDate(date))
  const values: Record<NoticePlaceholder, string> = {
    'receiver.name': receiver.name,
    'person.name': notice.client_name,
    'case.number': notice.case_number,
    'need.programme': row.programmeName,
    'need.state': row.stateLabel,
    'need.requirements': (programme?.requirements ?? []).map(paperText).join('\n'),
    'need.dueDate': day(notice.due_date),
    'notice.note': notice.note,
    'notice.comeBack': day(comeBack ?? notice.come_back),
    'waiting.place': notice.state === 'waiting-turn' ? offeredPlace(context.db, notice.need_id) : '',
    'agency.name': notice.agency_id === null ? '' : (findAgency(context.db, notice.agency_id)?.name ?? ''),
    'office.name': office.unitName === '' ? office.name : office.unitName,
    'office.address': office.address,
    'office.phone': office.phone,
    'clerk.name': row.holder === '' ? context.actor.displayName : row.holder,
    today: longDate(context.today()),
  }
  return fillNotice(textFor(context.db, notice.register, notice.state as NeedState), values)
}

const whyNoQr = (receiver: Receiver): string =>
  receiver.phone === ''
    ? `Nomor telepon ${receiver.name} belum dicatat.`
    : `Nomor ${receiver.phone} bukan nomor ponsel, jadi tidak bisa dipakai untuk WhatsApp.`

const whyTooLong = 'Teksnya terlalu panjang untuk kode QR. Salin teks di bawah ini, atau bacakan lewat telepon.'

/** Writes down that a slip with a name left the program. */
const recordSlip = internalCommand('notices.record-slip', (context, { id }: { id: number }) => {
  context.audit({ entity: 'notice', entityId: id, caseId: visibleNotice(context, id).case_id, detail: { slip: true } })
  return null
})

/** Internal commands of notices. */
export const noticesInternal = [recordSlip]

/** Use cases of telling residents where their request stands. */
export const noticesHandlers: Handlers<'notices'> = {
  list: (context, input) => {
    const records = listNotices(context.db, context.actor, {
      told: input.told,
      userId: input.mine ? context.actor.userId : null,
      region: input.region,
      text: input.text,
      after: input.cursor === null ? null : Number(unpackCursor(input.cursor)[0]),
      limit: input.limit,
    })
    const cut = page(
      records,
      input.limit,
      (row) => row,
      (row) => packCursor(row.id),
    )
    return { items: toRows(context, cut.items), next: cut.next }
  },

  count: (context) => ({ open: countOpenNotices(context.db, context.actor) }),

  ofCase: (context, { caseId }) => {
    visibleCase(context, caseId)
    return toRows(context, noticesOfCase(context.db, caseId))
  },

  prepare: (context, { id, receiver: wanted, comeBack }) => {
    const notice = visibleNotice(context, id)
    const receiver = receiverOf(notice, wanted)
    const { title, lines, whatsapp } = fill(context, notice, receiver, comeBack)
    const number = whatsappNumber(receiver.phone)
    const link = number === null ? null : whatsappLink(number, whatsapp)
    const fits = link !== null && link.length <= longestLink
    return {
      notice: toRow(context, notice),
      receivers: receiversOf(notice),
      title,
      lines,
      whatsapp: {
        text: whatsapp,
        link,
        qr: fits ? qrSquares(link, 'L') : null,
        why: link === null ? whyNoQr(receiver) : fits ? '' : whyTooLong,
      },
    }
  },

  slip: async (context, { id, receiver: wanted, comeBack, paper }) => {
    context.progress('Menyusun slip', 0, 1)
    const notice = visibleNotice(context, id)
    const receiver = receiverOf(notice, wanted)
    const office = readOffice(context.db)
    const { bytes } = await renderSlip(
      {
        ...fill(context, notice, receiver, comeBack),
        paper,
        officeName: office.name,
        unitName: office.unitName,
        receiver: receiver.name,
        caseNumber: notice.case_number,
        qr: qrSquares(notice.case_number, 'M'),
        date: context.today(),
        dateText: longDate(context.today()),
        practice: office.practice,
      },
      letterFonts(context.dirs.resources),
    )
    await context.write(recordSlip, { id })
    context.progress('Menyusun slip', 1, 1)
    return { file: tmpBytesRef(context, bytes, `Pemberitahuan-${notice.case_number}.pdf`, mediaTypes.pdf, 'pdf') }
  },

  tell: (context, { id, receiver: wanted, comeBack, how, on, toldTo, note }) => {
    const notice = visibleNotice(context, id)
    const receiver = receiverOf(notice, how === 'pelapor' ? 'reporter' : wanted)
    const day = on ?? context.today()
    const { timeZone } = readOffice(context.db)
    if (!isRealDay(day) || day > context.today() || day < dayIn(notice.since, timeZone))
      throw new AppError(
        'VALIDATION',
        `Tanggal diberi tahu harus antara ${longDate(dayIn(notice.since, timeZone))} dan hari ini.`,
        {
          field: 'on',
          hint: 'Perbaiki tanggalnya.',
        },
      )
    const to = toldTo === '' ? receiver.name : toldTo
    const by = byNow(context)
    if (!markTold(context.db, id, { how, on: day, to, comeBack }, by))
      throw new AppError('CONFLICT', `Sudah dicatat oleh ${notice.told_by_name ?? 'petugas lain'}.`, {
        hint: 'Muat ulang daftar.',
      })
    const row = toRow(context, notice)
    const back = comeBack === null ? '' : `; diminta datang lagi ${longDate(comeBack)}`
    insertCaseEvent(
      context.db,
      {
        caseId: notice.case_id,
        needId: notice.need_id,
        kind: 'told',
        text: `${to} diberi tahu ${toldWayLabels[how]} tentang "${row.programmeName}": ${row.stateLabel} (${longDate(day)})${back}.`,
        note,
      },
      by,
    )
    context.audit({ entity: 'notice', entityId: id, caseId: notice.case_id, detail: { how } })
    return {}
  },

  untell: (context, { id, reason }) => {
    const notice = visibleNotice(context, id)
    if (notice.told_at === null)
      throw new AppError('STATE', 'Pemberitahuan ini memang belum disampaikan.', { hint: 'Muat ulang daftar.' })
    if (hasNewerNotice(context.db, notice))
      throw new AppError('STATE', 'Sudah ada pemberitahuan yang lebih baru untuk kebutuhan ini.', {
        hint: 'Sampaikan yang terbaru saja.',
      })
    markUntold(context.db, id)
    insertCaseEvent(
      context.db,
      {
        caseId: notice.case_id,
        needId: notice.need_id,
        kind: 'told',
        text: `Catatan "sudah diberi tahu" tentang "${toRow(context, notice).programmeName}" dibatalkan.`,
        note: reason,
      },
      byNow(context),
    )
    context.audit({ entity: 'notice', entityId: id, caseId: notice.case_id, detail: { untold: true } })
    return {}
  },
}
