import { beforeDecision, priorities } from '../../../shared/domain/desks.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { NeedState, Register } from '../../../shared/domain/need-states.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Handlers } from '../context.ts'
import { activeAgency } from '../directory/directory.service.ts'
import { activeProgrammes, programmeNamer } from '../programmes/programmes.service.ts'
import { changesAfter, difference, needFields } from './case-changes.repo.ts'
import { findClient, insertCaseEvent, updateCase, updateNeed } from './cases.repo.ts'
import { changedFields, changesSince, overtaken, valueWords } from './change-words.ts'
import { flowOf } from './flows.ts'
import { byNow, settleCase, visibleCase, visibleNeed } from './need-flow.service.ts'

/**
 * Changing what was written about a case and its needs. A version that only moved on because somebody added a note or a
 * step that touched no field is no conflict; a changed field is, and the screen then asks for each field.
 */
export const editHandlers: Pick<Handlers<'cases'>, 'update' | 'updateNeed' | 'changes'> = {
  update: (context, { id, version, summary, channel, reporter, complaintKind }) => {
    const row = visibleCase(context, id)
    const since = { caseId: id, needId: null, version }
    if (row.version !== version && changesAfter(context.db, since).length > 0) throw overtaken(context, since)
    if (row.register === 'layanan' && complaintKind !== row.complaint_kind && complaintKind !== '')
      throw new AppError('VALIDATION', 'Jenis keluhan hanya untuk keluhan dari lapangan.', {
        field: 'complaintKind',
        hint: 'Kosongkan jenisnya.',
      })
    if (row.register === 'keluhan' && complaintKind === '')
      throw new AppError('VALIDATION', 'Jenis keluhan belum dipilih.', {
        field: 'complaintKind',
        hint: 'Pilih salah satu jenis.',
      })
    // Who stands there already may live in a village that the writer does not see.
    if (reporter.kind === 'other' && reporter.personId !== null && reporter.personId !== row.reporter_person_id) {
      const person = findClient(context.db, reporter.personId)
      if (person === undefined || !inArea(context.actor, person.region_code))
        throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', {
          field: 'reporter.personId',
          hint: 'Cari warga itu sekali lagi.',
        })
    }
    const other = reporter.kind === 'other' ? reporter : { personId: null, name: '', phone: '', relation: '' }
    const by = byNow(context)
    const changes = updateCase(
      context.db,
      id,
      row.version,
      {
        summary,
        channel,
        complaint_kind: complaintKind,
        reporter_kind: reporter.kind,
        reporter_person_id: other.personId,
        reporter_name: other.name,
        reporter_phone: other.phone,
        reporter_relation: other.relation,
      },
      by,
    )
    if (changes.length > 0)
      insertCaseEvent(context.db, { caseId: id, kind: 'changed', text: `Isian kasus diubah: ${changedFields(changes)}.` }, by)
    context.audit({ entity: 'case', entityId: id, caseId: id, detail: { fields: changes.map(({ field }) => field) } })
    return { id, version: row.version + 1 }
  },

  updateNeed: (context, { needId, version, programmeKey, category, level, description, agencyId, dueDate, priority }) => {
    const need = visibleNeed(context, needId)
    const since = { caseId: need.case_id, needId, version }
    if (need.version !== version && changesAfter(context.db, since).length > 0) throw overtaken(context, since)
    if (need.closed_at !== null)
      throw new AppError('STATE', 'Kebutuhan ini sudah ditutup; isiannya tidak diubah lagi.', {
        hint: 'Buka kembali dahulu kalau masih harus ditangani.',
      })
    let programme = { key: need.programme_key, version: need.programme_version, lane: need.lane }
    if (programmeKey !== need.programme_key) {
      if (!beforeDecision.has(need.state as NeedState))
        throw new AppError('STATE', 'Layanan tidak dapat diganti setelah diajukan untuk ditetapkan.', {
          field: 'programmeKey',
          hint: 'Kembalikan dahulu, atau tutup kebutuhan ini dan catat yang baru.',
        })
      const found = activeProgrammes(context.db).find(({ key }) => key === programmeKey)
      if (found === undefined)
        throw new AppError('VALIDATION', 'Program ini tidak ada atau tidak dipakai lagi.', {
          field: 'programmeKey',
          hint: 'Pilih program dari daftar.',
        })
      // Lanes belong to a service; as at the counter, another one begins in its own first lane.
      programme = { key: found.key, version: found.version, lane: found.lanes[0]?.key ?? '' }
    }
    if (agencyId !== null && agencyId !== need.agency_id) activeAgency(context, agencyId, 'agencyId')
    const values = {
      programme_key: programme.key,
      programme_version: programme.version,
      lane: programme.lane,
      category,
      level,
      description,
      agency_id: agencyId,
      due_date: dueDate,
      priority: priorities.indexOf(priority),
    }
    const by = byNow(context)
    const changes = difference(need as Record<string, unknown>, values, needFields)
    if (changes.length === 0) return { id: needId, version: need.version }
    updateNeed(context.db, needId, need.version, values, by)
    const words = valueWords(context, flowOf(context.db, need.register as Register))
    const short = changes
      .filter(({ field }) => field !== 'description')
      .map(({ field, before, after }) => `${words(field, before) || '(kosong)'} → ${words(field, after) || '(kosong)'}`)
    insertCaseEvent(
      context.db,
      {
        caseId: need.case_id,
        needId,
        kind: 'changed',
        text: `Isian "${programmeNamer(context.db)(need.programme_key, need.programme_version)}" diubah: ${changedFields(changes)}.`,
        note: short.join('; '),
      },
      by,
    )
    settleCase(context, need.case_id)
    context.audit({
      entity: 'need',
      entityId: needId,
      caseId: need.case_id,
      detail: { fields: changes.map(({ field }) => field) },
    })
    return { id: needId, version: need.version + 1 }
  },

  changes: (context, { id, needId, version }) => {
    const row = visibleCase(context, id)
    const flow = flowOf(context.db, row.register as Register)
    if (needId === null)
      return { version: row.version, changes: changesSince(context, { caseId: id, needId: null, version }, flow) }
    const need = visibleNeed(context, needId)
    if (need.case_id !== id)
      throw new AppError('NOT_FOUND', 'Kebutuhan tidak ditemukan di kasus ini.', {
        field: 'needId',
        hint: 'Muat ulang kasusnya.',
      })
    return { version: need.version, changes: changesSince(context, { caseId: id, needId, version }, flow) }
  },
}
