import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { useMay } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { importTexts as words } from '../../texts/imports.ts'

/** The failed rows as a workbook to be corrected and imported again. */
export const CorrectedRows = (props: { pack: ImportPackage }) => {
  const { pack } = props
  const may = useMay()
  const [doubtful, setDoubtful] = useState(true)
  const [warnings, setWarnings] = useState(false)
  const job = useJob('imports.corrected')
  const gone = pack.state === 'discarded' || pack.state === 'failed' || pack.state === 'preparing'
  if (gone || !may('imports.write') || pack.counts.people.refused + pack.decisions.open === 0) return null
  const download = async (): Promise<void> => {
    const made = await job.start({ id: pack.id, doubtful, warnings })
    if (made !== null) downloadFile(made.file)
  }
  return (
    <div className="card" style={{ marginBottom: 8 }}>
      <Stack gap="xs">
        <Text size="sm">{words.correctedHint}</Text>
        <Group gap="md">
          <Checkbox label={words.correctedDoubtful} checked={doubtful} onChange={() => setDoubtful(!doubtful)} />
          <Checkbox label={words.correctedWarnings} checked={warnings} onChange={() => setWarnings(!warnings)} />
          <Button variant="default" loading={job.running} onClick={() => void download()}>
            {words.corrected}
          </Button>
        </Group>
        <JobProgress job={job} label={words.corrected} />
      </Stack>
    </div>
  )
}
