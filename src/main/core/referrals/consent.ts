import { type Consent, consentKindLabels } from '../../../shared/contract/referrals.ts'
import { ageOn } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import { type Sensitivity, sensitivityOf } from '../../../shared/domain/referral-flow.ts'
import type { QueryContext } from '../context.ts'
import { allProgrammes } from '../programmes/programmes.service.ts'
import { listConsents, needForSharing } from './consent.repo.ts'
import { referralFlow } from './referral-flow.ts'

const reasonWords: Record<Sensitivity, string> = {
  health: 'Kebutuhan ini menyangkut kesehatan.',
  violence: 'Catatan kasus ini menyangkut kekerasan.',
  child: 'Warga ini masih anak.',
}

/** What a client said about the use of their data, newest first. */
export const consentsOf = (context: Pick<QueryContext, 'db'>, caseId: number): Consent[] =>
  listConsents(context.db, caseId).map((row) => {
    const kind = row.kind as Consent['kind']
    return {
      kind,
      kindLabel: consentKindLabels[kind],
      givenBy: row.given_by,
      note: row.note,
      givenOn: row.given_on,
      at: row.at,
      by: row.display_name ?? '',
    }
  })

/** Whether somebody may set aside what speaks against sharing a case. */
export const mayOverride = (context: QueryContext): boolean =>
  may(context.actor, 'cases.review') || may(context.actor, 'cases.decide')

/**
 * What speaks against handing a need to an agency without a supervisor's word. Inside government nothing does: there the
 * client's word is only noted.
 * @param request what would be written to the agency
 */
export const sharingOf = (
  context: QueryContext,
  input: { needId: number; government: boolean; request: string },
): { consent: Consent | null; reasons: string[] } => {
  const need = needForSharing(context.db, input.needId)
  if (need === undefined) return { consent: null, reasons: [] }
  const consent = consentsOf(context, need.case_id)[0] ?? null
  if (input.government) return { consent, reasons: [] }
  const sector = allProgrammes(context.db).find(({ key }) => key === need.programme_key)?.sector ?? ''
  const age = need.birth_date === null ? null : ageOn(need.birth_date, context.today())
  const found = sensitivityOf(
    referralFlow(context.db).sensitive,
    { sector, programme: need.programme_key, text: `${need.description} ${need.summary} ${input.request}` },
    age,
  )
  return {
    consent,
    reasons: [
      ...(consent?.kind === 'declined' ? ['Warga menolak datanya disampaikan.'] : []),
      ...found.map((one) => reasonWords[one]),
    ],
  }
}

/**
 * Lets a referral through, or refuses it.
 * @returns the reason to keep with the referral; '' where none is needed
 * @throws AppError FORBIDDEN for somebody who may not decide this, VALIDATION without a reason
 */
export const checkSharing = (
  context: QueryContext,
  input: { needId: number; government: boolean; request: string; override: string; agencyName: string },
): string => {
  const { reasons } = sharingOf(context, input)
  if (reasons.length === 0) return ''
  const why = reasons.join(' ')
  if (!mayOverride(context))
    throw new AppError('FORBIDDEN', `${why} ${input.agencyName} berada di luar pemerintah, jadi supervisor harus memutuskan.`, {
      field: 'override',
      hint: 'Minta supervisor atau manajer membuka kasus ini dan membuat rujukannya dengan alasan.',
    })
  if (input.override === '')
    throw new AppError('VALIDATION', `${why} Rujukan ke luar pemerintah memerlukan alasan Anda.`, {
      field: 'override',
      hint: 'Tulis mengapa data ini tetap perlu disampaikan.',
    })
  return input.override
}
