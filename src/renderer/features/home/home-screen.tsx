import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { WorkTab } from '../../../shared/contract/case-work.ts'
import { DraftList } from '../../components/draft-list.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Page } from '../../components/page.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { RegisterLink } from '../../components/register-link.tsx'
import { number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { searchBoxRef } from '../../lib/search-box.ts'
import { useMay } from '../../lib/session.ts'
import { homeTexts } from '../../texts/home.ts'
import { WorkTable } from '../cases/work-table.tsx'
import { WorkTabs } from '../cases/work-tabs.tsx'
import { InitialTile } from '../letters/initial-tile.tsx'
import { UntoldTile } from '../notices/untold-tile.tsx'
import styles from './home.module.css'
import { Tile } from './tile.tsx'

/** What an office does first, each line with the way there. */
const FirstSteps = () => {
  const may = useMay()
  const words = homeTexts.begin
  return (
    <ul className={styles.begin}>
      <li>
        <Link to="/loket">{words.counter}</Link>. {words.counterText}
      </li>
      {may('imports.write') ? (
        <li>
          <Link to="/impor">{words.import}</Link>. {words.importText}
        </li>
      ) : null}
      {may('users.manage') ? (
        <li>
          <Link to="/pengaturan" search={{ tab: 'pengguna' }}>
            {words.users}
          </Link>
          . {words.usersText}
        </li>
      ) : null}
      {may('backup.make') ? (
        <li>
          <Link to="/pengaturan" search={{ tab: 'cadangan' }}>
            {words.backup}
          </Link>
          . {words.backupText}
        </li>
      ) : null}
    </ul>
  )
}

/** Beranda: who is in front of me, what waits for me. */
export const HomeScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const figures = useCall('cases.dashboard', {})
  const [shown, setShown] = useState<WorkTab>('action')
  const words = homeTexts.tiles
  return (
    <Page title={homeTexts.title} fill>
      {may('people.read') ? (
        <search className={styles.search}>
          <PersonPicker
            label={homeTexts.search}
            placeholder={`${homeTexts.searchHint} (Ctrl+K)`}
            size="lg"
            inputRef={searchBoxRef}
            autoFocus
            onPick={(person) =>
              may('cases.intake')
                ? void navigate({ to: '/loket', search: { warga: person.id } })
                : void navigate({ to: '/warga/$id', params: { id: String(person.id) } })
            }
            notFound={(typed, clear) => (
              <RegisterLink typed={typed} onLeave={clear} {...(may('cases.intake') ? { backTo: 'loket' as const } : {})} />
            )}
          />
        </search>
      ) : null}
      <DraftList />
      <ErrorBox error={figures.error} onRetry={() => void figures.refetch()} />
      {figures.data === undefined ? null : (
        <div className={styles.tiles}>
          <Tile label={words.mine} value={figures.data.mine} tone="info" to="/kasus" search={{ daftar: 'action' }} />
          <Tile
            label={words.overdue}
            value={figures.data.overdue}
            tone={figures.data.overdue > 0 ? 'danger' : 'ok'}
            to="/kasus"
            search={{ daftar: 'overdue' }}
          />
          {may('referrals.read') ? (
            <Tile
              label={words.referralsWaiting}
              value={figures.data.referralsWaiting}
              tone={figures.data.referralsWaiting > 0 ? 'warning' : 'ok'}
              to="/rujukan"
              search={{ waiting: true }}
            />
          ) : null}
          {may('cases.read') ? <UntoldTile /> : null}
          <Tile label={words.openCases} value={figures.data.openCases} tone="neutral" to="/kasus" search={{}} />
          {may('letters.read') ? (
            <Tile
              label={words.lettersToHandOver}
              value={figures.data.lettersToHandOver}
              tone={figures.data.lettersToHandOver > 0 ? 'warning' : 'ok'}
              to="/surat"
              search={{ state: 'waiting' }}
            />
          ) : null}
          {may('letters.initial') ? <InitialTile /> : null}
          {may('people.read') ? (
            <Tile
              label={words.people}
              value={figures.data.people}
              note={homeTexts.families(number(figures.data.families))}
              tone="neutral"
              to="/warga"
              search={{}}
            />
          ) : null}
        </div>
      )}
      {may('cases.read') ? (
        <section className={styles.work} aria-label={homeTexts.workList}>
          <h2 className={styles.workHead}>{homeTexts.workList}</h2>
          <WorkTabs value={shown} withCases={false} onChange={(value) => setShown(value === 'cases' ? 'all' : value)} />
          {figures.data?.people === 0 && figures.data.openCases === 0 && may('cases.intake') ? (
            <EmptyState title={homeTexts.begin.title} text={<FirstSteps />} />
          ) : (
            <WorkTable tab={shown} />
          )}
        </section>
      ) : null}
    </Page>
  )
}
