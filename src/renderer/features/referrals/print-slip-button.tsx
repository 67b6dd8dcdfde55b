import { Button, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { FileRef } from '../../../shared/contract/common.ts'
import { JobProgress } from '../../components/job-progress.tsx'
import { fileUrl } from '../../lib/files.ts'
import { useJob } from '../../lib/use-job.ts'
import { referralTexts as words } from '../../texts/referrals.ts'
import { PdfPages } from '../letters/pdf-pages.tsx'

const SlipView = (props: { file: FileRef | null; title: string; onClose(): void }) => (
  <Modal opened={props.file !== null} onClose={props.onClose} title={props.title} size="lg">
    {props.file === null ? null : (
      <>
        <Button component="a" href={fileUrl(props.file)} download={props.file.name} mb="sm">
          {words.saveSlip}
        </Button>
        <PdfPages fileId={props.file.fileId} />
      </>
    )}
  </Modal>
)

/** Prints the slip of a referral: shown at once, kept in the archive. */
export const PrintSlipButton = (props: { id: number; again: boolean }) => {
  const job = useJob('referrals.slip')
  const [file, setFile] = useState<FileRef | null>(null)
  const print = async (): Promise<void> => {
    const done = await job.start({ id: props.id })
    if (done !== null) setFile(done.file)
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconPrinter size={18} aria-hidden />}
        loading={job.running}
        onClick={() => void print()}
      >
        {props.again ? words.slipAgain : words.slip}
      </Button>
      <JobProgress job={job} label={words.slipMaking} />
      <SlipView file={file} title={words.slip} onClose={() => setFile(null)} />
    </>
  )
}
