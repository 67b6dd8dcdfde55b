import { type CommandContext, internalCommand, type JobContext } from '../context.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { countPairs, type FoundRow, nextScanId, presentIds, removeStalePairs, storePair } from './duplicates.repo.ts'
import { findPairs } from './find-pairs.ts'
import { countRarity } from './rarity.ts'
import { type Subject, SubjectPools } from './subject.ts'
import { subjectsAfter } from './subjects.sqlite.ts'

/** People read in one short read; pairs written in one transaction. */
const readChunk = 5000
const writeChunk = 1000

const settingKey = 'duplicates.last-scan'

/** When the register was last compared with itself. */
export interface LastScan {
  at: string
  people: number
  found: number
}

/** The last finished scan, or null. */
export const lastScan = (context: Pick<CommandContext, 'db'>): LastScan | null =>
  readSetting<LastScan>(context.db, settingKey)?.value ?? null

const beginScan = internalCommand('duplicates.begin-scan', ({ db }: CommandContext, _input: null): number => nextScanId(db), {
  audited: false,
})

const storePairs = internalCommand(
  'duplicates.store-pairs',
  (context: CommandContext, input: { scanId: number; pairs: FoundRow[] }): void => {
    // Between the reading and now somebody may have been merged or taken back with an import.
    const present = presentIds(context.db, [...new Set(input.pairs.flatMap(({ a, b }) => [a, b]))])
    for (const pair of input.pairs)
      if (present.has(pair.a) && present.has(pair.b)) storePair(context.db, pair, input.scanId, context.now())
  },
  { audited: false },
)

const finishScan = internalCommand(
  'duplicates.finish-scan',
  (context: CommandContext, input: { scanId: number; people: number; found: number }): void => {
    const removed = removeStalePairs(context.db, input.scanId)
    const { people, found } = input
    writeSetting(
      context.db,
      settingKey,
      { at: context.now(), people, found },
      { userId: context.actor.userId, now: context.now() },
    )
    context.audit({ entity: 'duplicate', detail: { people, found, removed } })
  },
)

/** Commands of the scan for the registry. */
export const scanInternal = [beginScan, storePairs, finishScan]

/**
 * Compares the whole register with itself. Found pairs are written as the walk goes on, so a scan that is stopped leaves the
 * pairs it found; only a finished one forgets pairs that are none any more.
 */
export const scanRegister = async (context: JobContext): Promise<{ people: number; found: number; open: number }> => {
  const { db } = context
  const pools = new SubjectPools()
  const subjects: Subject[] = []
  for (;;) {
    context.throwIfCancelled()
    context.progress('Membaca data warga', subjects.length, null)
    const chunk = subjectsAfter(db, subjects.at(-1)?.id ?? 0, readChunk)
    for (const fields of chunk) subjects.push(pools.subject(fields))
    if (chunk.length < readChunk) break
  }
  const scanId = await context.write(beginScan, null)
  const rarity = countRarity(subjects, pools)
  let found = 0
  const onProgress = (done: number, total: number): void => {
    context.throwIfCancelled()
    context.progress('Membandingkan data warga', done, total)
  }
  for (const portion of findPairs(subjects, rarity, { onProgress })) {
    for (let at = 0; at < portion.length; at += writeChunk) {
      context.throwIfCancelled()
      const pairs = portion.slice(at, at + writeChunk).map(({ a, b, result }) => ({
        a: (subjects[a] as Subject).id,
        b: (subjects[b] as Subject).id,
        result,
      }))
      await context.write(storePairs, { scanId, pairs })
    }
    found += portion.length
  }
  await context.write(finishScan, { scanId, people: subjects.length, found })
  return { people: subjects.length, found, open: countPairs(db, 'open', null) }
}
