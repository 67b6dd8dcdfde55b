import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../lib/session.ts'
import { regionTexts } from '../../texts/regions.ts'
import { EndedRegions } from './ended-regions.tsx'
import { LevelNamesForm } from './level-names-form.tsx'
import { RegionFileForm } from './region-file-form.tsx'
import { RegionList } from './region-list.tsx'

type Part = keyof typeof regionTexts.parts

/** The region list, bringing it up to date, BPS codes, names of levels, and people of ended villages. */
export const RegionsTab = () => {
  const may = useMay()
  const [part, setPart] = useState<Part>('daftar')
  const shown = (Object.keys(regionTexts.parts) as Part[]).filter(
    (one) => one === 'daftar' || (one === 'berakhir' ? may('people.read') : may('office.write')),
  )
  return (
    <>
      <SegmentedControl
        aria-label="Bagian"
        value={part}
        onChange={(value) => setPart(value as Part)}
        data={shown.map((value) => ({ value, label: regionTexts.parts[value] }))}
        style={{ alignSelf: 'flex-start', flexShrink: 0 }}
      />
      {part === 'daftar' ? <RegionList /> : null}
      {part === 'perbarui' ? <RegionFileForm key="list" kind="list" /> : null}
      {part === 'bps' ? <RegionFileForm key="bps" kind="bps" /> : null}
      {part === 'sebutan' ? <LevelNamesForm /> : null}
      {part === 'berakhir' ? <EndedRegions /> : null}
    </>
  )
}
