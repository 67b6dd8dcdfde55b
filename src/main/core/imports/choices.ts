import type { FieldChoice, ImportCounts, ImportPackage, Winner } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { countFamilies } from './family-counts.ts'
import { labelsOf, need, needPrepared, shown, toPackage } from './package-view.ts'
import { differingFields, examplesOf, savePackage, sortByWins } from './review.repo.ts'
import { decodeRow, fieldLabels } from './staged-row.ts'
import { lockedFields, type Wins } from './wins.ts'

const settingKey = (profileKey: string): string => `imports.wins.${profileKey}`

/** Who wins in files of a layout, as it was chosen last. */
export const rememberedWins = (db: Db, profileKey: string): Wins => readSetting<Wins>(db, settingKey(profileKey))?.value ?? {}

/** Fields in which file and register differ, those of the locked list first. */
export const readChoices = (context: QueryContext, input: { id: number }): FieldChoice[] => {
  const found = need(context, input.id)
  const wins = JSON.parse(found.wins) as Wins
  const label = labelsOf(found)
  return differingFields(context.db, input.id)
    .map(({ field, differs, fills, firstRow }): FieldChoice => {
      const rule: Winner = wins[field] ?? 'file'
      return {
        field,
        label: label(field),
        locked: lockedFields.has(field),
        wins: rule,
        differs,
        fills,
        affected: rule === 'file' ? differs : rule === 'empty' ? fills : 0,
        examples: examplesOf(context.db, input.id, field, firstRow).map(({ data, change }) => ({
          name: decodeRow(data).fields.name ?? '',
          before: shown(field, change.before),
          after: shown(field, change.after),
        })),
      }
    })
    .sort((left, right) => Number(right.locked) - Number(left.locked))
}

/**
 * Chooses who wins, field by field; rows move between changed and unchanged.
 * @throws AppError STATE, VALIDATION for a field that the package does not know
 */
export const chooseWinners = (
  context: CommandContext,
  input: { id: number; wins: Record<string, Winner>; remember: boolean },
): ImportPackage => {
  const { db } = context
  const found = needPrepared(context, input.id)
  const known = new Set<string>([...Object.keys(fieldLabels), ...differingFields(db, input.id).map(({ field }) => field)])
  for (const { field } of JSON.parse(found.columns) as ImportPackage['columns']) if (field !== null) known.add(field)
  const unknown = Object.keys(input.wins).find((field) => !known.has(field))
  if (unknown !== undefined)
    throw new AppError('VALIDATION', 'Isian ini tidak ada di paket impor ini.', {
      field: `wins.${unknown}`,
      hint: 'Pilih isian dari daftar.',
    })
  const wins = Object.fromEntries(
    Object.entries({ ...(JSON.parse(found.wins) as Wins), ...input.wins }).filter(([, rule]) => rule !== 'file'),
  )
  const counts = JSON.parse(found.counts) as ImportCounts
  savePackage(db, input.id, { wins: JSON.stringify(wins) })
  Object.assign(counts.people, sortByWins(db, input.id, wins))
  counts.families = countFamilies(db, input.id, wins)
  savePackage(db, input.id, { counts: JSON.stringify(counts) })
  if (input.remember) writeSetting(db, settingKey(found.profile_key), wins, { userId: context.actor.userId, now: context.now() })
  context.audit({ entity: 'import', entityId: input.id, detail: { fields: Object.keys(wins) } })
  return toPackage(need(context, input.id), db)
}
