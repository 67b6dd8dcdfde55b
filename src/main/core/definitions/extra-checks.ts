import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import { flowProblems } from '../../../shared/domain/need-flow.ts'
import { formProblems } from '../../../shared/domain/questionnaire/problems.ts'
import { referralFlowProblems } from '../../../shared/domain/referral-flow.ts'
import { toFlow } from '../cases/flows.ts'
import { templateProblems } from '../letters/template-problems.ts'
import { mappingProblems } from '../mappings/mapping-problems.ts'
import { noticeProblems } from '../notices/notice-text.ts'
import { toReferralFlow } from '../referrals/referral-flow.ts'
import { programmeProblems, sopProblems } from '../services/problems.ts'
import { profileProblems } from '../submissions/profile-problems.ts'
import type { DefinitionBodies } from './kinds.ts'

/** Checks that a schema cannot express; the path names the place in the body. */
export const extraProblems = <K extends DefinitionKind>(
  kind: K,
  body: DefinitionBodies[K],
): { path: string; message: string }[] => {
  if (kind === 'letter-template') return templateProblems(body as DefinitionBodies['letter-template'])
  if (kind === 'submission-profile') return profileProblems(body as DefinitionBodies['submission-profile'])
  if (kind === 'import-mapping') return mappingProblems(body as DefinitionBodies['import-mapping'])
  if (kind === 'need-flow') return flowProblems(toFlow(body as DefinitionBodies['need-flow']))
  if (kind === 'notice-text') return noticeProblems(body as DefinitionBodies['notice-text'])
  if (kind === 'questionnaire') return formProblems(body as DefinitionBodies['questionnaire'])
  if (kind === 'referral-flow') return referralFlowProblems(toReferralFlow(body as DefinitionBodies['referral-flow']))
  if (kind === 'programme') return programmeProblems(body as DefinitionBodies['programme'])
  if (kind === 'sop') return sopProblems(body as DefinitionBodies['sop'])
  return []
}
