import { Button, Menu } from '@mantine/core'
import { IconDots, IconPrinter, IconSignature, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useConfirm } from '../../components/confirm.tsx'
import { downloadFile } from '../../lib/files.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { signingTexts as words } from '../../texts/signing.ts'
import { GatherDialog } from './gather-dialog.tsx'
import { MapRunDialog } from './map-run-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { ReceiveSignedDialog } from './receive-signed-dialog.tsx'
import type { SigningMap } from './signing-map-screen.tsx'

/** One next step of a map as a button, everything else behind a menu. */
export const MapActions = ({ map, onGone }: { map: SigningMap; onGone(): void }) => {
  const may = useMay()
  const ask = useConfirm()
  const cover = useJob('signing.cover')
  const submit = useCommand('signing.submit')
  const initial = useCommand('signing.initial')
  const reopen = useCommand('signing.reopen')
  const dissolve = useCommand('signing.dissolve')
  const sign = useCommand('signing.sign')
  const [open, setOpen] = useState<'add' | 'reopen' | 'dissolve' | 'receive' | 'print' | 'export' | null>(null)
  const inside = map.items.filter(({ itemState }) => itemState === 'in')
  const drafts = inside.filter(({ state }) => state === 'draft').length
  const key = { id: map.id, version: map.version }
  const mine = map.initialLog.some((one) => one.mine)
  const close = (): void => setOpen(null)
  const { state } = map
  const printing = (state === 'ready' || state === 'signing') && may('letters.print') && inside.length > 0

  const takeCover = async (): Promise<void> => {
    const made = await cover.start({ id: map.id })
    if (made !== null) downloadFile(made.file)
  }
  const submitNow = (): void =>
    submit.mutate(key, { onSuccess: () => toast.done(words.submitted(map.initialsNeeded)), onError: toast.error })
  const initialNow = async (): Promise<void> => {
    const count = inside.length
    if (!(await ask({ title: words.initialTitle(count), text: words.initialText, confirm: words.initial(count) }))) return
    initial.mutate(key, { onSuccess: () => toast.done(words.initialDone), onError: toast.error })
  }
  const signNow = async (): Promise<void> => {
    if (!(await ask({ title: words.signTitle(inside.length), text: words.signText, confirm: words.sign }))) return
    sign.mutate(key, { onSuccess: () => toast.done(words.signDone), onError: toast.error })
  }
  useShortcuts({ print: printing ? () => setOpen('print') : () => void takeCover() })

  const primary = (() => {
    if (state === 'open' && may('letters.write'))
      return (
        <Button loading={submit.isPending} disabled={inside.length === 0} onClick={submitNow}>
          {words.submit(map.initialsNeeded)}
        </Button>
      )
    if (state === 'initials' && may('letters.initial') && !mine)
      return (
        <Button
          leftSection={<IconSignature size={18} aria-hidden />}
          loading={initial.isPending}
          disabled={inside.length === 0}
          onClick={() => void initialNow()}
        >
          {words.initial(inside.length)}
        </Button>
      )
    if (state === 'ready' && printing)
      return (
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => setOpen('print')}>
          {words.print}
        </Button>
      )
    if (state === 'signing' && may('letters.sign') && inside.length > 0)
      return (
        <>
          <Button
            variant={map.exportedAt === null ? 'default' : 'filled'}
            leftSection={<IconUpload size={18} aria-hidden />}
            onClick={() => setOpen('receive')}
          >
            {words.receive}
          </Button>
          <Button
            variant={map.exportedAt === null ? 'filled' : 'default'}
            loading={sign.isPending}
            onClick={() => void signNow()}
          >
            {words.sign}
          </Button>
        </>
      )
    return null
  })()

  return (
    <>
      {state === 'open' && may('letters.write') ? (
        <Button variant="default" onClick={() => setOpen('add')}>
          {words.add}
        </Button>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={18} aria-hidden />} loading={cover.running}>
            {words.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void takeCover()}>{words.cover}</Menu.Item>
          {printing && state === 'signing' ? <Menu.Item onClick={() => setOpen('print')}>{words.printAgain}</Menu.Item> : null}
          {printing ? (
            <Menu.Item onClick={() => setOpen('export')}>{map.exportedAt === null ? words.export : words.exportAgain}</Menu.Item>
          ) : null}
          {(state === 'initials' || state === 'ready') && may('letters.write') ? (
            <Menu.Item onClick={() => setOpen('reopen')}>{words.reopen}</Menu.Item>
          ) : null}
          {state === 'done' && map.exportedAt !== null && may('letters.sign') ? (
            <Menu.Item onClick={() => setOpen('receive')}>{words.receive}</Menu.Item>
          ) : null}
          {state !== 'done' && state !== 'dissolved' && may('letters.write') && (state !== 'signing' || may('letters.sign')) ? (
            <Menu.Item color="red.9" onClick={() => setOpen('dissolve')}>
              {words.dissolve}
            </Menu.Item>
          ) : null}
          <Menu.Divider />
          <Menu.Item onClick={onGone}>{words.toMaps}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {primary}
      {open === 'add' ? (
        <GatherDialog
          signer={map.signer}
          initialsNeeded={map.initialsNeeded}
          map={key}
          onClose={close}
          onSaved={() => undefined}
        />
      ) : null}
      {open === 'reopen' ? (
        <ReasonDialog
          title={words.reopenTitle}
          text={words.reopenText}
          confirm={words.reopen}
          error={reopen.error}
          busy={reopen.isPending}
          onClose={close}
          onConfirm={(reason) =>
            reopen.mutate(
              { ...key, reason },
              {
                onSuccess: () => {
                  close()
                  toast.done(words.reopened)
                },
              },
            )
          }
        />
      ) : null}
      {open === 'dissolve' ? (
        <ReasonDialog
          title={words.dissolveTitle}
          text={words.dissolveText(inside.length)}
          confirm={words.dissolve}
          error={dissolve.error}
          busy={dissolve.isPending}
          onClose={close}
          onConfirm={(reason) =>
            dissolve.mutate(
              { ...key, reason },
              {
                onSuccess: () => {
                  close()
                  toast.done(words.dissolved)
                },
              },
            )
          }
        />
      ) : null}
      {open === 'receive' ? <ReceiveSignedDialog mapId={map.id} onClose={close} /> : null}
      {open === 'print' || open === 'export' ? (
        <MapRunDialog map={map} way={open} drafts={drafts} letters={inside.length} onClose={close} />
      ) : null}
    </>
  )
}
