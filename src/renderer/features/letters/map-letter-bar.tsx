import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconNote } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MapItem } from '../../../shared/contract/signing.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { signingTexts as words } from '../../texts/signing.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import type { SigningMap } from './signing-map-screen.tsx'

/** What may be done with the chosen letter of a map: its place, a note, out of the map. */
export const MapLetterBar = ({ map, item }: { map: SigningMap; item: MapItem }) => {
  const may = useMay()
  const arrange = useCommand('signing.arrange')
  const takeOut = useCommand('signing.takeOut')
  const [leaving, setLeaving] = useState(false)
  const inside = item.itemState === 'in'
  const ids = map.items.filter(({ itemState }) => itemState === 'in').map(({ letterId }) => letterId)
  const at = ids.indexOf(item.letterId)
  const arranging = inside && map.state === 'open' && may('letters.write')
  const noting = inside && ['open', 'initials', 'ready'].includes(map.state) && may('letters.write')
  const needed = map.state === 'open' ? 'letters.write' : map.state === 'signing' ? 'letters.sign' : 'letters.initial'
  const leave = inside && ['open', 'initials', 'ready', 'signing'].includes(map.state) && may(needed)
  const move = (by: number): void => {
    const other = ids[at + by]
    if (other === undefined || arrange.isPending) return
    const next = ids.with(at, other).with(at + by, item.letterId)
    arrange.mutate({ id: map.id, version: map.version, letterIds: next }, { onError: toast.error })
  }
  return (
    <>
      <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {item.name}
        </Text>
        <Link to="/surat/$id" params={{ id: String(item.letterId) }} style={{ whiteSpace: 'nowrap', fontSize: 14 }}>
          {words.openLetter}
        </Link>
        {item.message === '' && item.reason === '' ? null : (
          <Text size="xs" c="dimmed" truncate title={item.message || item.reason}>
            {item.message || item.reason}
          </Text>
        )}
      </Group>
      <Group gap={4} wrap="nowrap">
        {arranging ? (
          <>
            <ActionIcon
              variant="default"
              size="md"
              aria-label={words.up}
              title={words.up}
              disabled={at <= 0}
              onClick={() => move(-1)}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="md"
              aria-label={words.down}
              title={words.down}
              disabled={at >= ids.length - 1}
              onClick={() => move(1)}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
          </>
        ) : null}
        {noting ? <NoteButton map={map} item={item} /> : null}
        {leave ? (
          <Button size="compact-sm" variant="default" onClick={() => setLeaving(true)}>
            {words.takeOut}
          </Button>
        ) : null}
      </Group>
      {leaving ? (
        <ReasonDialog
          title={words.takeOutTitle}
          text={map.state === 'open' ? words.takeOutOpen : words.takeOutText}
          confirm={words.takeOut}
          optional={map.state === 'open'}
          error={takeOut.error}
          busy={takeOut.isPending}
          onClose={() => setLeaving(false)}
          onConfirm={(reason) =>
            takeOut.mutate(
              { id: map.id, version: map.version, letterId: item.letterId, reason },
              {
                onSuccess: () => {
                  setLeaving(false)
                  toast.done(words.takenOut)
                },
              },
            )
          }
        />
      ) : null}
    </>
  )
}

const NoteButton = ({ map, item }: { map: SigningMap; item: MapItem }) => {
  const save = useCommand('signing.note')
  const [opened, setOpened] = useState(false)
  const [note, setNote] = useState(item.note)
  const submit = (): void =>
    save.mutate(
      { id: map.id, version: map.version, letterId: item.letterId, note: note.trim() },
      {
        onSuccess: () => {
          setOpened(false)
          toast.done(words.noteSaved)
        },
      },
    )
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus withArrow>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconNote size={16} aria-hidden />}
          onClick={() => {
            setNote(item.note)
            setOpened(!opened)
          }}
        >
          {words.note}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Stack gap="xs">
            <TextInput
              label={words.noteOf}
              description={words.noteHint}
              value={note}
              maxLength={300}
              autoComplete="off"
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <ErrorBox error={save.error} />
            <Button type="submit" size="compact-md" loading={save.isPending}>
              {words.noteSave}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
