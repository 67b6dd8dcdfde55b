import { Alert, Text } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { MapItem } from '../../../shared/contract/signing.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { instantText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useJob } from '../../lib/use-job.ts'
import { signingTexts as words } from '../../texts/signing.ts'
import styles from './letters.module.css'
import { MapActions } from './map-actions.tsx'
import { MapLetterBar } from './map-letter-bar.tsx'
import { PdfPages } from './pdf-pages.tsx'
import { MapBadge, MapItemBadge } from './signing-state.tsx'

/** One map as the screens read it. */
export type SigningMap = OutputOf<'signing.get'>

const heads = words.letterColumns

const columns: Column<MapItem>[] = [
  {
    key: 'position',
    header: heads.position,
    width: '40px',
    cell: (row) => <span className="numeric">{row.itemState === 'out' ? '' : row.position}</span>,
  },
  {
    key: 'name',
    header: heads.name,
    width: 'minmax(110px, 1fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => row.name,
  },
  {
    key: 'number',
    header: heads.number,
    width: '196px',
    cell: (row) =>
      row.number === null ? (
        <Text span size="sm" c="dimmed">
          {row.state === 'draft' ? words.numberLater : words.numberOpen}
        </Text>
      ) : (
        <span className="numeric">{row.number}</span>
      ),
    title: (row) => row.number ?? '',
  },
  {
    key: 'purpose',
    header: heads.purpose,
    width: 'minmax(90px, 1fr)',
    cell: (row) => (row.note === '' ? row.purpose : `${row.note} · ${row.purpose}`),
    title: (row) => [row.kindName, row.purpose, row.note].filter((part) => part !== '').join(' · '),
  },
  { key: 'decile', header: heads.decile, width: '52px', cell: (row) => row.decile },
  {
    key: 'state',
    header: heads.state,
    width: '150px',
    cell: (row) => <MapItemBadge item={row} />,
    title: (row) => row.message || row.reason,
  },
]

/** One map: its letters in signing order at the left, the chosen letter itself at the right. */
export const SigningMapScreen = () => {
  const { id } = useParams({ from: '/surat/map/$id' })
  const map = useCall('signing.get', { id: Number(id) })
  if (map.error !== null)
    return (
      <Page title={words.title}>
        <ErrorBox error={map.error} onRetry={() => void map.refetch()} />
      </Page>
    )
  if (map.data === undefined) return <Loading />
  return <MapPage key={id} map={map.data} />
}

const MapPage = ({ map }: { map: SigningMap }) => {
  const navigate = useNavigate()
  const { timeZone } = useOfficeTime()
  const [chosen, setChosen] = useState<number | null>(map.items[0]?.letterId ?? null)
  const preview = useJob('letters.preview')
  const [shown, setShown] = useState<{ letterId: number; fileId: string } | null>(null)
  const at = map.items.findIndex(({ letterId }) => letterId === chosen)
  const item = map.items[at]
  const { start } = preview
  const letterId = item?.letterId ?? null
  const printed = item !== undefined && item.state !== 'draft'
  // biome-ignore lint/correctness/useExhaustiveDependencies: a letter that was printed meanwhile is shown anew
  useEffect(() => {
    if (letterId === null) return
    let gone = false
    void start({ id: letterId }).then((made) => {
      if (made !== null && !gone) setShown({ letterId, fileId: made.file.fileId })
    })
    return () => {
      gone = true
    }
  }, [start, letterId, printed])
  const step = (by: number): void => setChosen(map.items[at + by]?.letterId ?? chosen)
  useShortcuts({ next: () => step(1), previous: () => step(-1) })
  const refused = map.items.filter((one) => one.itemState === 'in' && one.message !== '').length
  return (
    <Page
      title={map.title}
      fill
      beside={
        <>
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {words.letterCount(map.letters)} · {map.signer.name}
          </Text>
          <MapBadge state={map.state} />
        </>
      }
      action={<MapActions map={map} onGone={() => void navigate({ to: '/surat/map' })} />}
    >
      <div className={styles.sides} data-wide="list">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.left} tabIndex={0} aria-label={words.letters}>
          {map.state === 'open' && map.reason !== '' ? (
            <Alert color="yellow" p="xs" flex="none" role="status">
              {words.reopenedNote(map.reason)}
            </Alert>
          ) : null}
          {refused > 0 ? (
            <Alert color="yellow" p="xs" flex="none" role="alert">
              {words.refused(refused)}
            </Alert>
          ) : null}
          {map.initialLog.map((one) => (
            <Text key={one.at + one.by} size="sm" c="dimmed">
              {words.initialled(one.by, instantText(one.at, timeZone))}
            </Text>
          ))}
          <DataTable
            label={words.letters}
            columns={columns}
            rows={map.items}
            rowKey={(row) => row.letterId}
            onOpen={(row) => setChosen(row.letterId)}
            empty={<EmptyState title={words.newMap.none} text={words.newMap.noneText} />}
          />
        </section>
        <div className={styles.right}>
          <div className={styles.bar}>
            {item === undefined ? <span>{words.preview}</span> : <MapLetterBar key={item.letterId} map={map} item={item} />}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className={styles.scroll} tabIndex={0} aria-label={words.preview}>
            {item === undefined ? (
              <Text size="sm" c="dimmed">
                {words.chooseLetter}
              </Text>
            ) : preview.error !== null ? (
              <ErrorBox error={preview.error} />
            ) : (
              <PdfPages fileId={shown?.letterId === item.letterId ? shown.fileId : null} />
            )}
          </section>
        </div>
      </div>
    </Page>
  )
}
