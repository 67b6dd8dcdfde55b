import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect } from 'react'
import { downloadFile } from '../../lib/files.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { arrivalTexts } from '../../texts/arrival.ts'

/** Prints the registration slip of a case, once more where it was lost. */
export const SlipButton = (props: { caseId: number }) => {
  const job = useJob('arrival.slip')
  const { error } = job
  useEffect(() => {
    if (error !== null) toast.error(error)
  }, [error])
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPrinter size={16} aria-hidden />}
      loading={job.running}
      onClick={async () => {
        const file = await job.start({ caseId: props.caseId })
        if (file !== null) downloadFile(file)
      }}
    >
      {arrivalTexts.slip.print}
    </Button>
  )
}
