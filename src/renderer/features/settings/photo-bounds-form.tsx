import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Bounds } from '../../../shared/domain/photo-check.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { photoBoundsTexts as words } from '../../texts/photo-bounds.ts'

const sides = ['north', 'south', 'west', 'east'] as const
type Typed = Record<(typeof sides)[number], string>

const empty: Typed = { north: '', south: '', west: '', east: '' }
const shown = (bounds: Bounds | null): Typed =>
  bounds === null ? empty : (Object.fromEntries(sides.map((side) => [side, String(bounds[side]).replace('.', ',')])) as Typed)

/** `-8,683`, `-8.683` or `−8.683` as maps write it; null for anything else. */
const degrees = (text: string): number | null => {
  const plain = text.trim().replace('−', '-').replace(',', '.').replace(/°$/, '')
  return /^-?\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : null
}

const read = (typed: Typed): Bounds | null => {
  const found = Object.fromEntries(sides.map((side) => [side, degrees(typed[side])]))
  return Object.values(found).includes(null) ? null : (found as unknown as Bounds)
}

/** The box on the map that photos of this office have to lie in. */
export const PhotoBounds = () => {
  const may = useMay()
  const stored = useCall('attachments.bounds', {}, { enabled: may('cases.read') })
  if (!may('cases.read')) return null
  return (
    <Section title={words.title}>
      <ErrorBox error={stored.error} onRetry={() => void stored.refetch()} />
      {stored.data === undefined ? (
        <Loading />
      ) : (
        <BoundsForm key={JSON.stringify(stored.data.bounds)} bounds={stored.data.bounds} writable={may('office.write')} />
      )}
    </Section>
  )
}

const BoundsForm = (props: { bounds: Bounds | null; writable: boolean }) => {
  const { writable } = props
  const [typed, setTyped] = useState(() => shown(props.bounds))
  const [taken, setTaken] = useState(false)
  const save = useCommand('attachments.setBounds')
  const box = read(typed)
  const whole = box !== null && box.south < box.north && box.west < box.east
  const help = useCall('attachments.boundsHelp', { bounds: whole ? box : null }, { enabled: writable, keep: true })
  const { photos = 0, suggested = null, outside = 0 } = help.data ?? {}
  const changed = JSON.stringify(typed) !== JSON.stringify(shown(props.bounds))
  const put = (bounds: Bounds | null): void =>
    save.mutate({ bounds }, { onSuccess: () => toast.done(bounds === null ? words.cleared : words.saved) })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (box !== null && changed) put(box)
      }}
    >
      <Stack gap="xs">
        <Text size="sm" maw={900}>
          {words.intro} {props.bounds === null ? words.none : ''}
        </Text>
        <Group gap="sm" align="start">
          {sides.map((side) => (
            <TextInput
              key={side}
              label={words[side]}
              value={typed[side]}
              readOnly={!writable}
              inputMode="decimal"
              autoComplete="off"
              w={150}
              error={typed[side] !== '' && degrees(typed[side]) === null ? words.number : undefined}
              onChange={(event) => {
                const { value } = event.currentTarget
                setTaken(false)
                setTyped((now) => ({ ...now, [side]: value }))
              }}
            />
          ))}
        </Group>
        {writable ? (
          <>
            <Text size="xs" c="dimmed" maw={900}>
              {words.how}
            </Text>
            <Text size="sm" role="status">
              {taken ? `${words.taken} ` : ''}
              {whole && photos > 0
                ? outside > 0
                  ? words.outside(number(outside), number(photos))
                  : words.allInside(number(photos))
                : photos === 0 && help.data !== undefined
                  ? words.noPhotos
                  : ''}
            </Text>
            <ErrorBox error={save.error} />
            <Group gap="xs">
              <Button type="submit" disabled={box === null || !changed} loading={save.isPending}>
                {common.save}
              </Button>
              {suggested === null ? null : (
                <Button
                  variant="default"
                  onClick={() => {
                    setTyped(shown(suggested))
                    setTaken(true)
                  }}
                >
                  {words.fromPhotos(number(photos))}
                </Button>
              )}
              {props.bounds === null ? null : (
                <Button variant="default" loading={save.isPending} onClick={() => put(null)}>
                  {words.clear}
                </Button>
              )}
            </Group>
          </>
        ) : null}
      </Stack>
    </form>
  )
}
