import type { MapItem, MapLetter, MapRow, Signer } from '../../../shared/contract/signing.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { type ActingKind, signingPosition } from '../../../shared/domain/signers.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import type { By } from '../letters/letters.repo.ts'
import { factSummaries } from '../person-facts/summaries.ts'
import { findMap, lettersById, type MapItemRecord, type MapLetterRecord, type MapRecord, mapIsInside } from './signing.repo.ts'

/** Who does something, now. */
export const byNow = (context: CommandContext): By => ({ userId: context.actor.userId, now: context.now() })

/**
 * A map no letter of which lies outside the user's area.
 * @throws AppError NOT_FOUND
 */
export const visibleMap = (context: QueryContext, id: number): MapRecord => {
  const found = findMap(context.db, id)
  if (found === undefined || !mapIsInside(context.db, context.actor, id))
    throw new AppError('NOT_FOUND', 'Map tanda tangan tidak ditemukan.', { hint: 'Muat ulang daftar map.' })
  return found
}

export const staleMap = (): AppError =>
  new AppError('CONFLICT', 'Map ini baru saja diubah orang lain.', { field: 'version', hint: 'Muat ulang map, lalu ulangi.' })

/** What each state is called where a deed is refused. */
const stateWords: Readonly<Record<string, string>> = {
  open: 'masih disusun',
  initials: 'sedang menunggu paraf',
  ready: 'sudah diparaf',
  signing: 'sudah di meja penanda tangan',
  done: 'sudah selesai',
  dissolved: 'sudah dibubarkan',
}

/** @throws AppError STATE, saying where the map stands and what to do */
export const mustStand = (map: MapRecord, states: readonly string[], hint: string): void => {
  if (!states.includes(map.state))
    throw new AppError('STATE', `Map "${map.title}" ${stateWords[map.state] ?? map.state}.`, { hint })
}

/** @throws AppError CONFLICT when somebody changed the map since the screen read it */
export const sameMap = (map: MapRecord, version: number): void => {
  if (map.version !== version) throw staleMap()
}

/**
 * Letters inside the user's area.
 * @throws AppError NOT_FOUND when one is not
 */
export const visibleLetters = (context: QueryContext, ids: readonly number[]): MapLetterRecord[] => {
  const found = lettersById(context.db, ids)
  if (found.length !== new Set(ids).size || found.some((letter) => !inArea(context.actor, letter.region)))
    throw new AppError('NOT_FOUND', 'Ada surat yang tidak ditemukan.', { hint: 'Muat ulang daftarnya, lalu pilih lagi.' })
  return found
}

/** Who signs the letters of a map. */
export const signerOf = (
  map: Pick<MapRecord, 'signatory_id' | 'acting_id' | 'position' | 'post_name' | 'acting_name' | 'acting_kind'>,
): Signer => ({
  signatoryId: map.signatory_id,
  actingId: map.acting_id,
  position: signingPosition(map.position ?? '', map.acting_kind as ActingKind | null),
  name: map.acting_name ?? map.post_name ?? '',
})

/** As the list of maps shows it. */
export const toMapRow = (map: MapRecord): MapRow => ({
  id: map.id,
  title: map.title,
  signer: signerOf(map),
  state: map.state as MapRow['state'],
  letters: map.letters ?? 0,
  signed: map.signed ?? 0,
  initialsNeeded: map.initials_needed,
  initials: map.initials ?? 0,
  createdAt: map.created_at,
  createdBy: map.created_by_name ?? '',
  version: map.version,
})

/** Letters as the cover list shows them; deciles that no letter states come from the register. */
export const toMapLetters = (context: QueryContext, letters: readonly MapLetterRecord[]): MapLetter[] => {
  const people = [...new Set(letters.flatMap(({ person_id: id }) => (id === null ? [] : [id])))]
  const facts = people.length === 0 ? new Map() : factSummaries(context.db, people, context.today())
  const purposeOf = (letter: MapLetterRecord): string =>
    letter.printed_purpose ??
    definition(context.db, 'letter-template', letter.kind, letter.template_version).body.purposes.find(
      ({ key }) => key === letter.purpose,
    )?.label ??
    ''
  return letters.map((letter) => ({
    letterId: letter.id,
    kindName: letter.kind_name ?? letter.kind,
    number: letter.number,
    letterDate: letter.letter_date,
    name: letter.client_name ?? letter.addressee,
    purpose: purposeOf(letter) || letter.subject,
    decile: (letter.printed_decile ?? '') || (letter.person_id === null ? '' : (facts.get(letter.person_id)?.decile ?? '')),
    state: letter.state as MapLetter['state'],
  }))
}

/** Lines of a map as screens see them. */
export const toMapItems = (context: QueryContext, items: readonly MapItemRecord[]): MapItem[] => {
  const letters = toMapLetters(context, items)
  let place = 0
  return items.map((item, index) => {
    if (item.item_state !== 'out') place += 1
    return {
      ...(letters[index] as MapLetter),
      position: item.item_state === 'out' ? 0 : place,
      itemState: item.item_state as MapItem['itemState'],
      note: item.note,
      message: item.message,
      reason: item.reason,
      decidedAt: item.decided_at,
      decidedBy: item.decided_by ?? '',
      signedFile: Boolean(item.signed_file),
    }
  })
}
