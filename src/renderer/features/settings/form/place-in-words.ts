import { pathOf, wordPath } from '../../../../shared/domain/definition-form.ts'
import { formTexts as texts } from '../../../texts/settings-forms/form.ts'
import { wordsAt } from '../../../texts/settings-forms/kinds.ts'
import type { FormWords } from '../../../texts/settings-forms/words.ts'

/** A place in words: `Berkas yang diminta, ke-4, Nama berkas`. */
export const placeInWords = (words: FormWords, dotted: string): string => {
  if (dotted === '') return texts.whole
  const path = pathOf(dotted)
  return path
    .map((step, index) =>
      typeof step === 'number' ? texts.nth(step + 1) : wordsAt(words, wordPath(path.slice(0, index + 1))).label,
    )
    .join(', ')
}
