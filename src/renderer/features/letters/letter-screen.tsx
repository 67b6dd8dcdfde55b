import { Alert, Button, Group, Text } from '@mantine/core'
import { IconDownload, IconPrinter, IconUserCheck } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { LetterDetail, NumberChoice } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { stageOf } from '../../../shared/domain/letter-life.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { api } from '../../lib/api.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { neighbours } from '../../lib/record-list.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { letterTexts } from '../../texts/letters.ts'
import { CancelLetterDialog } from './cancel-letter-dialog.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { LetterAbout, LetterCopies } from './letter-about.tsx'
import { type DraftDesk, LetterEditor } from './letter-editor.tsx'
import { LetterLifeCard } from './letter-life-card.tsx'
import { LetterPrintCard } from './letter-print-card.tsx'
import { LetterSigning } from './letter-signing.tsx'
import { letterTone } from './letter-state.ts'
import styles from './letters.module.css'
import { PdfPages } from './pdf-pages.tsx'
import { PrintLetterDialog } from './print-letter-dialog.tsx'
import { RegisterSourceBox } from './register-source-box.tsx'
import { type LetterPrinting, useLetterPrinting } from './use-letter-printing.ts'

const words = letterTexts.detail

interface AskedNumber {
  next: OutputOf<'letters.nextNumber'>
  before: { choice: NumberChoice; refused: AppError } | null
}

/** One letter: fields at the left, the PDF itself at the right. */
export const LetterScreen = () => {
  const { id } = useParams({ from: '/surat/$id' })
  return <OneLetter key={id} id={Number(id)} />
}

const OneLetter = ({ id }: { id: number }) => {
  const navigate = useNavigate()
  const letter = useCall('letters.get', { id })
  const kinds = useCall('letters.kinds', {})
  const near = neighbours('letters', id)
  const printing = useLetterPrinting()
  const open = (other: number | null): void => {
    if (other !== null) void navigate({ to: '/surat/$id', params: { id: String(other) }, replace: true })
  }
  useShortcuts({ next: () => open(near.next), previous: () => open(near.previous) })
  const error = letter.error ?? kinds.error
  if (error !== null)
    return (
      <Page title={letterTexts.title}>
        <ErrorBox error={error} onRetry={() => void letter.refetch()} />
      </Page>
    )
  if (letter.data === undefined || kinds.data === undefined) return <Loading />
  const kind = kinds.data.find(({ key }) => key === letter.data.kind)
  return <LetterPage key={`${id}-${letter.data.state}`} letter={letter.data} kind={kind} printing={printing} />
}

const LetterPage = (props: {
  letter: LetterDetail
  kind: OutputOf<'letters.kinds'>[number] | undefined
  printing: LetterPrinting
}) => {
  const { letter, kind, printing } = props
  const { print } = printing
  const may = useMay()
  const preview = useJob('letters.preview')
  const reprint = useCommand('letters.reprint')
  const [shown, setShown] = useState<OutputOf<'letters.preview'> | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const [handing, setHanding] = useState(false)
  const toHandOver = letter.state === 'printed' && letter.handedOn === null && may('cases.write')
  const [asked, setAsked] = useState<AskedNumber | null>(null)
  const sent = useRef<{ next: AskedNumber['next']; choice: NumberChoice } | null>(null)
  const draft = letter.state === 'draft'
  const desk = useRef<DraftDesk | null>(null)
  const { start } = preview
  const look = useCallback(async (): Promise<void> => {
    const made = await start({ id: letter.id })
    if (made !== null) setShown(made)
  }, [start, letter.id])
  useEffect(() => void look(), [look])

  const askNumber = async (): Promise<void> => {
    if (!draft || print.running || !may('letters.print')) return
    // What was typed last belongs on the paper, and its date decides the number.
    if ((await desk.current?.save()) === false) return
    const next = await api.letters.nextNumber({ id: letter.id }).catch((error: unknown) => void toast.error(error))
    if (next === undefined) return
    const { problem } = next
    if (problem !== null && problem.field !== null) {
      const { message, hint, field } = problem
      // What is not filled in yet is said beside its field, not in a dialog that covers it.
      if (desk.current?.point(new AppError('VALIDATION', message, { hint, field })) === true) return
    }
    setAsked({ next, before: null })
  }
  const printNow = async (choice: NumberChoice): Promise<void> => {
    const next = asked?.next
    setAsked(null)
    sent.current = null
    const current = await api.letters.get({ id: letter.id }).catch((error: unknown) => void toast.error(error))
    if (current === undefined) return
    if (next !== undefined) sent.current = { next, choice }
    const printed = await print.start({ id: letter.id, version: current.version, choice })
    if (printed === null) return
    sent.current = null
    toast.done(printed.number === null ? words.printedOpen : words.printed(printed.number))
    await printing.deliver(letter, 0, printed.file)
  }
  // A typed number that does not fit is asked for again with what was typed, for the paper has not been made.
  const { error: refused, reset } = print
  useEffect(() => {
    const before = sent.current
    if (refused === null || before === null || refused.data.field?.startsWith('choice.') !== true) return
    sent.current = null
    reset()
    setAsked({ next: before.next, before: { choice: before.choice, refused } })
  }, [refused, reset])
  const again = (): void => {
    if (letter.state !== 'printed' || reprint.isPending || printing.job.running || !may('letters.print')) return
    reprint.mutate(
      { id: letter.id },
      {
        onSuccess: (copy) => {
          toast.done(words.reprinted(copy.copy))
          void printing.deliver(letter, copy.copy, copy.file)
        },
        onError: toast.error,
      },
    )
  }
  useShortcuts({ print: draft ? () => void askNumber() : again })

  return (
    <Page
      title={letter.kindName}
      fill
      beside={
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" className="numeric" style={{ whiteSpace: 'nowrap' }} data-testid="letter-number">
            {letter.number ?? (draft ? `${words.number} ${letterTexts.openNumber}` : letterTexts.waitingNumber)}
          </Text>
          <StatusBadge tone={letterTone(stageOf(letter))}>{letterTexts.states[stageOf(letter)]}</StatusBadge>
        </Group>
      }
      action={
        letter.state !== 'cancelled' && (may('letters.print') || toHandOver) ? (
          <>
            {may('letters.print') ? (
              <Button variant="default" onClick={() => setCancelling(true)}>
                {draft ? words.cancelDraft : words.cancel}
              </Button>
            ) : null}
            {!may('letters.print') ? null : draft ? (
              <Button
                leftSection={<IconPrinter size={18} aria-hidden />}
                loading={print.running}
                onClick={() => void askNumber()}
                title={words.printHint}
              >
                {words.print}
              </Button>
            ) : (
              <Button
                variant={toHandOver ? 'default' : 'filled'}
                leftSection={
                  printing.choiceFor(letter.kind) === undefined ? (
                    <IconDownload size={18} aria-hidden />
                  ) : (
                    <IconPrinter size={18} aria-hidden />
                  )
                }
                loading={reprint.isPending || printing.job.running}
                onClick={again}
              >
                {words.reprint}
              </Button>
            )}
            {toHandOver ? (
              <Button leftSection={<IconUserCheck size={18} aria-hidden />} onClick={() => setHanding(true)}>
                {words.handOver}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <div className={styles.sides} data-wide={draft && (kind?.lists.length ?? 0) > 0}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.left} tabIndex={0} aria-label={words.about}>
          <JobProgress job={print} label={words.printing} />
          <LetterSigning letterId={letter.id} />
          {letter.state === 'cancelled' ? (
            <Alert variant="outline" color="red.9" bg="var(--tone-danger-tint)" p="xs">
              {words.cancelledNote}
            </Alert>
          ) : null}
          {letter.register === null ? null : (
            <RegisterSourceBox
              standing={letter.register}
              personId={letter.personId}
              name={letter.clientName}
              draft={draft}
              onRecorded={() => void look()}
            />
          )}
          {draft && kind !== undefined && may('letters.write') ? (
            <LetterEditor letter={letter} kind={kind} desk={desk} onSaved={() => void look()} />
          ) : null}
          {letter.printedAt === null ? null : <LetterLifeCard letter={letter} />}
          <LetterPrintCard letter={letter} printing={printing} />
          <LetterAbout letter={letter} kind={kind} />
          {letter.state === 'printed' && letter.referralId !== null && may('referrals.read') ? (
            <Alert color="blue" flex="none" title={words.afterReferral}>
              <Link to="/rujukan" search={{ buka: letter.referralId }}>
                {words.toReferral}
              </Link>
            </Alert>
          ) : null}
          {draft ? null : <LetterCopies letter={letter} />}
        </section>
        <div className={styles.right}>
          <div className={styles.bar}>
            <span>
              {words.preview}
              {shown === null ? '' : ` · ${words.papers[letter.paper]} · ${words.pages(shown.pages)}`}
            </span>
            <span aria-live="polite">{preview.running ? `${words.previewWorking} …` : ''}</span>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className={styles.scroll} tabIndex={0} aria-label={words.preview}>
            {preview.error === null ? (
              <PdfPages fileId={shown?.file.fileId ?? null} />
            ) : (
              <ErrorBox error={preview.error} onRetry={() => void look()} />
            )}
          </section>
        </div>
      </div>
      <HandOverDialog letter={letter} opened={handing} onClose={() => setHanding(false)} />
      {asked === null ? null : (
        <PrintLetterDialog {...asked} onClose={() => setAsked(null)} onPrint={(choice) => void printNow(choice)} />
      )}
      <CancelLetterDialog letter={letter} opened={cancelling} onClose={() => setCancelling(false)} />
    </Page>
  )
}
