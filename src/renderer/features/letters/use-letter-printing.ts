import type { FileRef } from '../../../shared/contract/common.ts'
import type { PrintChoice } from '../../../shared/contract/printing.ts'
import { type DirectPrint, useDirectPrint } from '../../lib/direct-print.ts'
import { downloadFile } from '../../lib/files.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { type JobHandle, useJob } from '../../lib/use-job.ts'
import { printingTexts as words } from '../../texts/printing.ts'

/** Where an archived letter goes: to the remembered printer, else as PDF to this PC. */
export interface LetterPrinting {
  direct: DirectPrint
  /** The final print. Here, because its page is gone before the job has told its end. */
  print: JobHandle<'letters.print'>
  job: JobHandle<'printing.send'>
  choiceFor(kind: string): PrintChoice | undefined
  /** Copy 0 is the first print. A printer that cannot be reached at all leaves the PDF. */
  deliver(letter: { id: number; kind: string }, copy: number, file: FileRef): Promise<void>
}

/** Lives above the page of a letter, which is made anew when a draft becomes a letter of the book. */
export const useLetterPrinting = (): LetterPrinting => {
  const direct = useDirectPrint()
  const print = useJob('letters.print')
  const job = useJob('printing.send')
  const may = useMay()
  const choiceFor = (kind: string): PrintChoice | undefined => (may('letters.print') ? direct.choiceFor(kind) : undefined)
  return {
    direct,
    print,
    job,
    choiceFor,
    deliver: async (letter, copy, file) => {
      const choice = choiceFor(letter.kind)
      if (choice === undefined) {
        downloadFile(file)
        return
      }
      const task = await job.start({ letterId: letter.id, copy })
      if (task === null) downloadFile(file)
      else if (task.state === 'done') toast.done(words.sent(task.printer))
    },
  }
}
