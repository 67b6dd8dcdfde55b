/**
 * How somebody acts for a post (tata naskah dinas): Plt. (pelaksana tugas) while it is vacant, Plh. (pelaksana harian) while its
 * holder is away.
 */
export const actingKinds = ['plt', 'plh'] as const
export type ActingKind = (typeof actingKinds)[number]

/** What is written before the post. */
export const actingPrefix: Readonly<Record<ActingKind, string>> = { plt: 'Plt.', plh: 'Plh.' }

/** First and last day, `YYYY-MM-DD`, both counted. */
export interface Period {
  from: string
  to: string
}

/** Whether a day lies in a period. */
export const onDay = ({ from, to }: Period, day: string): boolean => from <= day && day <= to

/** Whether two periods share a day. */
export const overlap = (one: Period, other: Period): boolean => one.from <= other.to && other.from <= one.to

/** Whoever acts on a day; periods of one post never overlap. */
export const actingOnDay = <T extends Period>(acting: readonly T[], day: string): T | undefined =>
  acting.find((one) => onDay(one, day))

/** The post as it stands above a signature: with Plt. or Plh. where somebody acts. */
export const signingPosition = (position: string, kind: ActingKind | null): string =>
  kind === null ? position : `${actingPrefix[kind]} ${position.replace(/^pl[th]\.?\s+/i, '')}`

/** How a signer signs: for the own post, on behalf of another (a.n.), or on behalf through a post in between (u.b.). */
export type SigningForm = 'own' | 'an' | 'ub'

/** The form that is stored as two texts. */
export const signingForm = (signer: { onBehalfOf: string; throughPosition: string }): SigningForm =>
  signer.onBehalfOf === '' ? 'own' : signer.throughPosition === '' ? 'an' : 'ub'
