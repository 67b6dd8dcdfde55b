import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand } from '../context.ts'
import { officeHandlers } from '../office/office.service.ts'
import { generateFamilies } from './families.ts'
import { districtRegions } from './practice.repo.ts'
import { familyWriter } from './practice.sqlite.ts'

const step = 'Membuat warga latihan'

/**
 * Fills the register of a practice office with made-up families of its own district. Runs once, at the first start.
 * @throws AppError STATE when the office is no practice office, or its district has no villages in the region table
 */
export const fillPractice = internalCommand(
  'practice.fill',
  (context, input: { people: number; seed: number }): { people: number; families: number } => {
    const office = officeHandlers.get(context, {})
    if (!office.practice)
      throw new AppError('STATE', 'Warga latihan hanya dibuat di kantor latihan.', {
        hint: 'Mulai dengan folder data yang kosong.',
      })
    const regions = districtRegions(context.db, office.districtCode)
    if (!regions.some(({ code }) => code.length === 13))
      throw new AppError('STATE', 'Daftar desa untuk kabupaten/kota ini kosong.', { hint: 'Pilih kabupaten/kota yang lain.' })
    const write = familyWriter(context.db, { userId: context.actor.userId, now: context.now() })
    let people = 0
    let families = 0
    for (const family of generateFamilies({ ...input, regions, today: context.today(), dirt: 0.03 })) {
      write(family)
      people += family.members.length
      families += 1
      if (families % 500 === 0) {
        context.progress(step, people, input.people)
        context.throwIfCancelled()
      }
    }
    context.progress(step, people, input.people)
    context.audit({ entity: 'person', detail: { people, families, seed: input.seed } })
    return { people, families }
  },
)

/** Internal commands of this domain. */
export const practiceInternal = [fillPractice]
