import type { FileRef } from '../../../shared/contract/common.ts'
import type { PrintTask } from '../../../shared/contract/printing.ts'
import { useDirectPrint } from '../../lib/direct-print.ts'
import { downloadFile } from '../../lib/files.ts'
import { useCall } from '../../lib/query.ts'
import { runJob } from '../../lib/run-job.ts'
import { toast } from '../../lib/toast.ts'

/** Hands a finished letter out: to the remembered printer, else as PDF to this PC. Copy 0 is the first print. */
export type QuickDelivery = (letter: { id: number; kind: string }, copy: number, file: FileRef) => void

/** Where the letters of Loket cepat go; several may be on their way at once. `stuck`: what a printer holds up. */
export const useQuickDelivery = (): { deliver: QuickDelivery; stuck: PrintTask[] } => {
  const direct = useDirectPrint()
  const queue = useCall('printing.queue', {}, { enabled: direct.on && (direct.state?.spooler ?? null) !== null })
  return {
    deliver: (letter, copy, file) => {
      if (direct.choiceFor(letter.kind) === undefined) downloadFile(file)
      else
        runJob('printing.send', { letterId: letter.id, copy }).catch((error: unknown) => {
          // A printer that cannot be reached at all leaves the PDF.
          toast.error(error)
          downloadFile(file)
        })
    },
    stuck: (queue.data ?? []).filter(({ state }) => state === 'held' || state === 'unsure'),
  }
}
