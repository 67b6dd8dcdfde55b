import type { Signatory } from '../../../shared/contract/office.ts'
import { actingOnDay, signingPosition } from '../../../shared/domain/signers.ts'
import { letterTexts } from '../../texts/letters.ts'

/** Who signs in place of the chosen signatory on a letter's date; '' = the signatory. */
export const actingLine = (signatories: readonly Signatory[], id: string, letterDate: string | null): string => {
  const post = signatories.find((one) => String(one.id) === id)
  const acting = post === undefined || letterDate === null ? undefined : actingOnDay(post.acting, letterDate)
  return post === undefined || acting === undefined
    ? ''
    : letterTexts.detail.actingSigns(signingPosition(post.position, acting.kind), acting.name)
}
