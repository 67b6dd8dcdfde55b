import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/session.ts'
import { letterLifeTexts as words } from '../../texts/letter-life.ts'
import { HandOverSheet } from './hand-over-sheet.tsx'
import { LetterTabs } from './letter-tabs.tsx'
import { ScanLetters } from './scan-letters.tsx'
import { WaitingLetters } from './waiting-letters.tsx'

const parts = ['waiting', 'scan', 'sheet'] as const
type Part = (typeof parts)[number]

/** Letters after the printer: what still lies here, marking by scanning, the sheet to sign. */
export const HandOverScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const search = useSearch({ from: '/surat/penyerahan' })
  const shown = parts.filter((part) => part !== 'scan' || may('cases.write'))
  const part: Part = shown.find((one) => one === search.bagian) ?? 'waiting'
  return (
    <Page
      title={words.title}
      fill
      beside={
        <SegmentedControl
          aria-label={words.title}
          value={part}
          onChange={(value) => void navigate({ to: '/surat/penyerahan', search: { bagian: value }, replace: true })}
          data={shown.map((value) => ({ value, label: words.parts[value] }))}
        />
      }
      tabs={<LetterTabs shown="handOver" />}
    >
      {part === 'waiting' ? <WaitingLetters /> : part === 'scan' ? <ScanLetters /> : <HandOverSheet />}
    </Page>
  )
}
