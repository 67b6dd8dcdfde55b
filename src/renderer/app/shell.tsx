import { Button, Group, Text } from '@mantine/core'
import { type ErrorComponentProps, Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorBox } from '../components/error-box.tsx'
import { Loading } from '../components/loading.tsx'
import { Page } from '../components/page.tsx'
import { nearInstant } from '../lib/format.ts'
import { useNewDay } from '../lib/new-day.ts'
import { useCall } from '../lib/query.ts'
import { focusSearch } from '../lib/search-box.ts'
import { useMay, useOfficeTime, useSession } from '../lib/session.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { appTexts } from '../texts/app.ts'
import { GlobalSearch } from './global-search.tsx'
import { HelpPanel } from './help-panel.tsx'
import { navItems } from './nav.ts'
import { QueueCount } from './queue-count.tsx'
import { hasScreen } from './screens.tsx'
import styles from './shell.module.css'
import { useSlipScanner } from './slip-scanner.ts'
import { UserMenu } from './user-menu.tsx'

/** Frame of the signed-in app: header with search, sidebar, page, footer. */
export const Shell = () => {
  const { status } = useSession()
  const may = useMay()
  const navigate = useNavigate()
  const onHome = useLocation({ select: (location) => location.pathname === '/' })
  const onQuick = useLocation({ select: (location) => location.pathname === '/cepat' })
  const [help, setHelp] = useState(false)
  useSlipScanner()
  useNewDay(useOfficeTime().timeZone)
  useShortcuts({
    search: focusSearch,
    help: () => setHelp(true),
    new: () => {
      if (may('cases.intake') && hasScreen('counter/counter')) void navigate({ to: '/loket' })
    },
    quick: () => {
      if (may('letters.print') && hasScreen('letters/quick')) void navigate({ to: '/cepat' })
    },
  })
  const onDisplay = useLocation({ select: (location) => location.pathname === '/antrean/layar' })
  const shown = navItems.filter((item) => hasScreen(item.screen) && (item.needs === null || may(item.needs)))
  // The wall of the waiting room shows numbers and nothing of the app.
  if (onDisplay)
    return (
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    )
  return (
    <div className={styles.shell}>
      <button type="button" className="skip-link" onClick={() => document.getElementById('isi')?.focus()}>
        {appTexts.skip}
      </button>
      {status.practice ? (
        <aside className={styles.practice} aria-label={appTexts.practice}>
          <strong>{appTexts.practice}</strong> {appTexts.practiceLong}
        </aside>
      ) : null}
      <header className={`${styles.header} no-print`}>
        <Text fw={700} c="laut.7" className={styles.brand}>
          {appTexts.name}
          <Text span fw={400} c="dimmed" size="sm" ml="xs">
            {status.districtName === '' ? status.officeName : status.districtName}
          </Text>
        </Text>
        {/* The first screen and Loket cepat have their own, larger box. */}
        {may('people.read') && !onHome && !onQuick ? <GlobalSearch /> : <span />}
        <UserMenu onHelp={() => setHelp(true)} beside={may('cases.intake') ? <QueueCount /> : null} />
      </header>
      <nav className={`${styles.nav} no-print`} aria-label={appTexts.navigation}>
        {shown.map((item) => (
          <Link
            key={item.to}
            to={item.to}
            className={styles.link}
            activeOptions={{ exact: item.to === '/', includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
            {...(item.keys === undefined ? {} : { 'aria-keyshortcuts': item.keys.replace('Ctrl', 'Control'), title: item.keys })}
          >
            <item.icon size={20} stroke={1.6} aria-hidden />
            {item.label}
          </Link>
        ))}
      </nav>
      <main className={styles.main} id="isi" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
      <HelpPanel open={help} onClose={() => setHelp(false)} />
    </div>
  )
}

const Footer = () => {
  const { status } = useSession()
  const { timeZone } = useOfficeTime()
  const dashboard = useCall('cases.dashboard', {})
  const last = dashboard.data?.lastBackupAt
  return (
    <footer className={`${styles.footer} no-print`}>
      <span>
        {appTexts.locked}
        {last === undefined
          ? ''
          : last === null
            ? ` · ${appTexts.backupNone}`
            : ` · ${appTexts.backupLast} ${nearInstant(last, timeZone)}`}
      </span>
      {status.recoveryConfirmed ? null : (
        <Group gap="xs" wrap="nowrap">
          <Text size="xs" c="var(--tone-warning-text)">
            {appTexts.recoveryNotConfirmed}
          </Text>
          <Link to="/pengaturan" search={{ tab: 'tentang' }}>
            {appTexts.recoveryConfirmNow}
          </Link>
        </Group>
      )}
      <span>{`${appTexts.name} ${status.version}`}</span>
    </footer>
  )
}

/** Unknown address. */
export const NotFoundPage = () => {
  const navigate = useNavigate()
  return (
    <Page title={appTexts.notFoundTitle}>
      <EmptyState title={appTexts.notFoundTitle} text={appTexts.notFoundText}>
        <Button onClick={() => void navigate({ to: '/' })}>{appTexts.home}</Button>
      </EmptyState>
    </Page>
  )
}

/** A screen that threw while drawing. The form behind it is kept as a draft. */
export const CrashPage = (props: ErrorComponentProps) => (
  <Page title={appTexts.crashTitle}>
    <ErrorBox error={props.error} onRetry={props.reset} />
  </Page>
)
