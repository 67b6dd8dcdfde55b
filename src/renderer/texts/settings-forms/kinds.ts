import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import { importMappingWords, importProfileWords, submissionProfileWords, valueListWords } from './files.ts'
import { calendarWords, needFlowWords, noticeTextWords, pasteFormWords, photoFormWords, referralFlowWords } from './flows.ts'
import { letterTemplateWords, roleWords } from './letters.ts'
import { questionnaireWords } from './questionnaires.ts'
import { programmeWords, sopWords } from './services.ts'
import type { FieldWords, FormWords } from './words.ts'

/** Words of every field of every kind's form. */
export const formWords: Readonly<Record<DefinitionKind, FormWords>> = {
  role: roleWords,
  'letter-template': letterTemplateWords,
  'import-profile': importProfileWords,
  'import-mapping': importMappingWords,
  'submission-profile': submissionProfileWords,
  programme: programmeWords,
  sop: sopWords,
  'need-flow': needFlowWords,
  'paste-form': pasteFormWords,
  calendar: calendarWords,
  questionnaire: questionnaireWords,
  'referral-flow': referralFlowWords,
  'value-list': valueListWords,
  'notice-text': noticeTextWords,
  'photo-form': photoFormWords,
}

type Said = Exclude<FieldWords, string>

/** Words of one field; a field that has none yet is called by its name, so that it can be edited all the same. */
export const wordsAt = (words: FormWords, path: string): Said => {
  const said = words[path] ?? path.split('.').at(-1) ?? path
  return typeof said === 'string' ? { label: said } : said
}
