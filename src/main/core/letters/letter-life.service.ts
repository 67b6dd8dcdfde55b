import type { WaitingLetter } from '../../../shared/contract/letter-life.ts'
import { addDays, dayIn, dayStart, daysBetween } from '../../../shared/domain/dates.ts'
import { nextStep, refusalOf } from '../../../shared/domain/letter-life.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { listUnits, readOffice } from '../office/office.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { writeSetting } from '../settings.repo.ts'
import { findScanned } from './find-scanned.ts'
import { printHandOverSheet } from './hand-over-sheet.ts'
import { staleLetter, visibleLetter } from './letter-access.ts'
import { applicantNameOf, handedOn, letterSteps, lyingCounts, lyingLetters } from './letter-life.repo.ts'
import type { LetterRecord } from './letters.repo.ts'
import { findLetter } from './letters.repo.ts'
import { toRow } from './letters.service.ts'
import { lifeKey, lifeOf, mustMayStep, readLifeSettings, receiverOf, stepRefusal, takeLetterStep, takeStepBack } from './life.ts'

/** Words of the purposes of all present kinds, by key. */
const purposeLabels = (context: QueryContext): ((kind: string, key: string) => string) => {
  const labels = new Map(
    currentDefinitions(context.db, 'letter-template').flatMap(({ key: kind, body }) =>
      body.purposes.map(({ key, label }) => [`${kind} ${key}`, label] as const),
    ),
  )
  return (kind, key) => labels.get(`${kind} ${key}`) ?? key
}

/** Adds up counts by one of their properties, the most frequent first. */
const summed = <T extends { count: number }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  nameOf: (row: T) => string,
): { key: string; name: string; count: number }[] => {
  const sums = new Map<string, { key: string; name: string; count: number }>()
  for (const row of rows) {
    const key = keyOf(row)
    const known = sums.get(key)
    if (known === undefined) sums.set(key, { key, name: nameOf(row), count: row.count })
    else known.count += row.count
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
}

const toWaiting = (context: QueryContext): ((letter: LetterRecord) => WaitingLetter) => {
  const { timeZone } = readOffice(context.db)
  const { settings } = readLifeSettings(context.db)
  const label = purposeLabels(context)
  return (letter) => ({
    ...toRow(letter),
    purposeLabel: letter.purpose === '' ? '' : label(letter.kind, letter.purpose),
    applicantName: applicantNameOf(context.db, letter),
    applicantRelation: letter.applicant_relation,
    days: Math.max(0, daysBetween(dayIn(letter.printed_at ?? context.now(), timeZone), context.today())),
    next: nextStep(lifeOf(letter), settings),
  })
}

/** Use cases of a letter's life after the printer. */
export const letterLifeHandlers: Handlers<'letterLife'> = {
  settings: ({ db }) => readLifeSettings(db),

  saveSettings: (context, { version, settings }) => {
    const saved = writeSetting(context.db, lifeKey, settings, { userId: context.actor.userId, now: context.now() }, version)
    context.audit({ entity: 'office', detail: { setting: lifeKey, version: saved } })
    return { version: saved }
  },

  history: (context, { id }) => letterSteps(context.db, visibleLetter(context, id).id),

  mark: (context, { step, letters, ...filling }) => {
    mustMayStep(context, step)
    const refused: { id: number; number: string; clientName: string; message: string }[] = []
    let marked = 0
    for (const { id, version } of letters) {
      const letter = findLetter(context.db, id)
      if (letter === undefined || !inArea(context.actor, letter.region)) {
        refused.push({ id, number: '', clientName: '', message: 'Surat tidak ditemukan.' })
        continue
      }
      const refusal = letter.version === version ? stepRefusal(context, letter, step, filling) : staleLetter()
      if (refusal === null) {
        takeLetterStep(context, letter, step, { ...filling, way: letters.length === 1 ? 'screen' : 'list' })
        marked += 1
      } else refused.push({ id, number: letter.number ?? '', clientName: letter.client_name ?? '', message: refusal.message })
    }
    return { marked, refused }
  },

  scan: (context, { code, step, ...filling }) => {
    mustMayStep(context, step)
    const letter = findScanned(context, code)
    if (letter === undefined)
      return {
        outcome: 'unknown' as const,
        letter: null,
        message: 'Kode ini bukan surat di buku surat kantor ini.',
      }
    const shown = {
      id: letter.id,
      number: letter.number,
      kindName: letter.kind_name ?? letter.kind,
      clientName: letter.client_name ?? '',
      receiver: '',
    }
    const refusal = refusalOf(lifeOf(letter), readLifeSettings(context.db).settings, step)
    if (refusal?.why === 'already')
      return {
        outcome: 'twice' as const,
        letter: { ...shown, receiver: step === 'handed' ? letter.handed_to : '' },
        message: 'Sudah dicatat sebelumnya; tidak ada yang diubah.',
      }
    const receiver = filling.to === '' ? receiverOf(context.db, letter).to : filling.to
    const wrong = stepRefusal(context, letter, step, filling)
    if (wrong !== null)
      return { outcome: 'refused' as const, letter: shown, message: `${wrong.message} ${wrong.data.hint ?? ''}`.trim() }
    takeLetterStep(context, letter, step, { ...filling, way: 'scan' })
    return {
      outcome: 'marked' as const,
      letter: { ...shown, receiver: step === 'handed' ? receiver : '' },
      message: '',
    }
  },

  takeBack: takeStepBack,

  waiting: (context, input) => {
    const after = input.cursor === null ? null : unpackCursor(input.cursor)
    const { timeZone } = readOffice(context.db)
    return page(
      lyingLetters(context.db, context.actor, {
        ...input,
        printedBefore: input.minDays === 0 ? null : dayStart(addDays(context.today(), 1 - input.minDays), timeZone),
        after: after === null ? null : [String(after[0]), Number(after[1])],
      }),
      input.limit,
      toWaiting(context),
      (letter) => packCursor(letter.printed_at, letter.id),
    )
  },

  choices: (context) => {
    const rows = lyingCounts(context.db, context.actor)
    const kinds = new Map(currentDefinitions(context.db, 'letter-template').map(({ key, name }) => [key, name]))
    const units = new Map(listUnits(context.db).map(({ code, name }) => [code, name]))
    const label = purposeLabels(context)
    return {
      total: rows.reduce((sum, { count }) => sum + count, 0),
      kinds: summed(
        rows,
        ({ kind }) => kind,
        ({ kind }) => kinds.get(kind) ?? kind,
      ),
      purposes: summed(
        rows.filter(({ purpose }) => purpose !== ''),
        ({ purpose }) => purpose,
        ({ kind, purpose }) => label(kind, purpose),
      ),
      units: summed(
        rows,
        ({ unit_code }) => unit_code,
        ({ unit_code }) => (unit_code === '' ? '' : (units.get(unit_code) ?? unit_code)),
      ),
    }
  },

  desks: (context, { day }) => {
    const counts = new Map<string, number>()
    for (const { handed_desk } of handedOn(context.db, context.actor, day))
      counts.set(handed_desk, (counts.get(handed_desk) ?? 0) + 1)
    return [...counts].map(([desk, count]) => ({ desk, count }))
  },

  sheet: printHandOverSheet,
}
