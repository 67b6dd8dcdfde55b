import { AppError } from '../../../shared/domain/errors.ts'
import { needStations } from '../cases/case-detail.repo.ts'
import { byNow, visibleNeed } from '../cases/need-flow.service.ts'
import type { Handlers } from '../context.ts'
import { setSopTick } from './papers.repo.ts'
import { checklistOf, lackingOf, markPapers } from './papers.ts'
import { printSop } from './print-sop.ts'
import { sopOfNeed, sopSteps } from './sop.ts'

/** Use cases of services as data: checklists and SOPs of needs. */
export const servicesHandlers: Handlers<'services'> = {
  need: (context, { needId }) => {
    const need = visibleNeed(context, needId)
    const { db } = context
    const sop = sopOfNeed(db, need, context.today())
    const stations = needStations(db, need.case_id).filter((station) => station.need_id === needId)
    return {
      papers: checklistOf(db, need),
      lacking: lackingOf(db, need),
      lane: need.lane,
      sop:
        sop === undefined
          ? null
          : { key: sop.key, version: sop.version, name: sop.name, steps: sopSteps(db, needId, sop, stations) },
    }
  },
  tickPapers: (context, { needId, papers }) => {
    const need = visibleNeed(context, needId)
    markPapers(context.db, need, papers, byNow(context), 'papers')
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { papers: papers.length } })
    return { lacking: lackingOf(context.db, need) }
  },
  tickStep: (context, { needId, stepKey, done }) => {
    const need = visibleNeed(context, needId)
    const sop = sopOfNeed(context.db, need, context.today())
    const step = sop?.body.steps.find(({ key }) => key === stepKey)
    if (sop === undefined || step === undefined)
      throw new AppError('NOT_FOUND', 'Langkah SOP ini tidak ada.', { field: 'stepKey', hint: 'Muat ulang kasusnya.' })
    if (step.doneAt !== '')
      throw new AppError('STATE', 'Langkah ini tercentang sendiri mengikuti tahap kebutuhannya.', {
        field: 'stepKey',
        hint: 'Jalankan langkah kebutuhannya; centangnya mengikuti.',
      })
    setSopTick(context.db, { needId, sopKey: sop.key, sopVersion: sop.version, stepKey, done }, byNow(context))
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { sop: sop.key, step: stepKey, done } })
    return {}
  },
  printSop,
}
