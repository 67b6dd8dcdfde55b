import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconCopy, IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { NoticeReceiver, NoticeRow } from '../../../shared/contract/notices.ts'
import { type ToldWay, toldWayLabels, toldWays } from '../../../shared/domain/notices.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { downloadFile } from '../../lib/files.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { longDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useJob } from '../../lib/use-job.ts'
import { common } from '../../texts/common.ts'
import { noticeTexts as words } from '../../texts/notices.ts'
import styles from './notices.module.css'

const schema = z.object({
  how: z.enum(toldWays),
  on: z.string().nullable(),
  comeBack: z.string().nullable(),
  toldTo: z.string().trim().max(300),
  note: z.string().trim().max(4000),
})
type Values = z.infer<typeof schema>

/** Slip, WhatsApp text and "sudah diberi tahu" for one notice. */
export const TellDialog = (props: { id: number | null; onClose(): void }) => {
  const { id } = props
  const first = useCall('notices.prepare', { id: id ?? 0 }, { enabled: id !== null })
  return (
    <Modal
      opened={id !== null}
      onClose={props.onClose}
      size={940}
      title={first.data === undefined ? words.tell : words.dialog(first.data.notice.clientName)}
    >
      {first.error !== null ? (
        <ErrorBox error={first.error} onRetry={() => void first.refetch()} />
      ) : first.data === undefined || id === null ? (
        <Loading />
      ) : (
        <TellBody key={id} notice={first.data.notice} first={reachable(first.data.receivers)} onClose={props.onClose} />
      )}
    </Modal>
  )
}

/** The client, unless only who reported the case has a mobile number. */
const reachable = (receivers: OutputOf<'notices.prepare'>['receivers']): NoticeReceiver =>
  (receivers.find(({ whatsapp }) => whatsapp) ?? receivers[0])?.receiver ?? 'client'

const TellBody = ({ notice, first, onClose }: { notice: NoticeRow; first: NoticeReceiver; onClose(): void }) => {
  const may = useMay()
  const { today } = useOfficeTime()
  const [receiver, setReceiver] = useState<NoticeReceiver>(first)
  const tell = useCommand('notices.tell')
  const slip = useJob('notices.slip')
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { how: 'langsung', on: today, comeBack: notice.comeBack, toldTo: '', note: '' },
  })
  // A day that nobody chose is the day on which it is saved, also when the draft is from yesterday.
  const draft = useDraft(`notices.tell.${notice.id}`, form, { onlyChanged: true })
  const comeBack = form.watch('comeBack')
  const how = form.watch('how')
  const prepared = useCall('notices.prepare', { id: notice.id, receiver, comeBack }, { keep: true })
  const told = notice.toldAt !== null
  // Whoever passes it on is the one who has to hear it.
  useEffect(() => {
    if (how === 'pelapor') setReceiver('reporter')
  }, [how])
  const print = async (paper: 'A6' | 'A5'): Promise<void> => {
    const made = await slip.start({ id: notice.id, receiver, comeBack, paper })
    if (made !== null) downloadFile(made.file)
  }
  const save = form.handleSubmit((values) => {
    tell.mutate(
      { id: notice.id, receiver, ...values },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
          onClose()
        },
        onError: (error) => void showOnField(form, error),
      },
    )
  })
  useShortcuts({ save: told ? () => {} : () => void save(), print: () => void print('A6') }, { insideDialog: true })
  if (prepared.data === undefined)
    return prepared.error === null ? <Loading /> : <ErrorBox error={prepared.error} onRetry={() => void prepared.refetch()} />
  const { receivers, title, lines, whatsapp } = prepared.data
  const name = receivers.find((one) => one.receiver === receiver)?.name ?? ''
  const ways = toldWays.filter((way) => way !== 'pelapor' || receivers.length > 1)
  return (
    <Stack gap="sm">
      {receivers.length > 1 ? (
        <SegmentedControl
          aria-label={words.receiver}
          value={receiver}
          onChange={(value) => setReceiver(value as NoticeReceiver)}
          data={receivers.map((one) => ({
            value: one.receiver,
            label: one.receiver === 'client' ? words.client(one.name) : words.reporter(one.name, one.relation),
          }))}
        />
      ) : null}
      <div className={styles.two}>
        <Stack gap="sm">
          <section className={styles.slip} aria-label={words.slip}>
            <Title order={3}>{title}</Title>
            {lines.map((line, index) => (
              <div key={`${line.label}-${String(index)}`}>
                <Text size="xs" fw={600}>
                  {line.label}
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                  {line.text}
                </Text>
              </div>
            ))}
            <Group gap="xs" mt="xs">
              <Button
                variant="default"
                leftSection={<IconPrinter size={18} aria-hidden />}
                loading={slip.running}
                onClick={() => void print('A6')}
              >
                {words.printA6}
              </Button>
              <Button variant="default" disabled={slip.running} onClick={() => void print('A5')}>
                {words.printA5}
              </Button>
            </Group>
            <JobProgress job={slip} label={words.printing} />
          </section>
          {told ? (
            <Told notice={notice} onClose={onClose} />
          ) : may('cases.write') ? (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                void save()
              }}
            >
              <Stack gap="xs">
                <DraftNote draft={draft} />
                <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
                  <FormSelect
                    control={form.control}
                    name="how"
                    label={words.how}
                    options={ways.map((way) => ({ value: way, label: toldWayLabels[way] }))}
                  />
                  <FormDate control={form.control} name="on" label={words.on} maxDate={today} />
                  <FormDate control={form.control} name="comeBack" label={words.comeBack} minDate={today} />
                  <FormText control={form.control} name="toldTo" label={words.toldTo} placeholder={words.toldToHint(name)} />
                </SimpleGrid>
                <FormTextarea control={form.control} name="note" label={words.note} rows={1} />
                <ErrorBox error={tell.error} />
                <Group justify="end" gap="xs">
                  <Button variant="default" onClick={onClose}>
                    {common.close}
                  </Button>
                  <Button type="submit" loading={tell.isPending}>
                    {words.save}
                  </Button>
                </Group>
              </Stack>
            </form>
          ) : null}
        </Stack>
        <section className={styles.phone} aria-label={words.whatsapp}>
          <Title order={3}>{words.whatsapp}</Title>
          {whatsapp.qr === null ? (
            <Text size="sm">{whatsapp.why}</Text>
          ) : (
            <>
              <QrCode squares={whatsapp.qr} label={words.qr(name)} size={248} />
              <Text size="xs" c="dimmed">
                {words.whatsappHint}
              </Text>
            </>
          )}
          <Text size="sm" className={styles.message}>
            {whatsapp.text}
          </Text>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() =>
              void navigator.clipboard.writeText(whatsapp.text).then(
                () => toast.done(words.copied),
                (error: unknown) => toast.error(error),
              )
            }
          >
            {words.copy}
          </Button>
        </section>
      </div>
    </Stack>
  )
}

const Told = ({ notice, onClose }: { notice: NoticeRow; onClose(): void }) => {
  const may = useMay()
  const untell = useCommand('notices.untell')
  const form = useForm({ defaultValues: { reason: '' } })
  const how = toldWayLabels[notice.toldHow as ToldWay] ?? notice.toldHow
  return (
    <Stack gap="xs">
      <Text size="sm">
        {words.already(notice.toldOn === null ? '' : longDate(notice.toldOn), how, notice.toldTo, notice.toldBy)}
      </Text>
      {may('cases.write') ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            untell.mutate(
              { id: notice.id, reason: form.getValues('reason') },
              {
                onSuccess: () => {
                  toast.done(words.undone)
                  onClose()
                },
              },
            )
          }}
        >
          <Group align="end" gap="sm">
            <div style={{ flex: 1 }}>
              <FormText control={form.control} name="reason" label={words.undoReason} />
            </div>
            <Button type="submit" variant="default" loading={untell.isPending}>
              {words.undo}
            </Button>
          </Group>
          <ErrorBox error={untell.error} />
        </form>
      ) : null}
    </Stack>
  )
}
