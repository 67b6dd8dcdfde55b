import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Permission } from '../../../shared/domain/permissions.ts'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/session.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { CheckTable } from '../checks/check-table.tsx'
import { AboutTab } from './about-tab.tsx'
import { AuditTab } from './audit-tab.tsx'
import { BackupTab } from './backup-tab.tsx'
import { CalendarTab } from './calendar-tab.tsx'
import { CounterTab } from './counter-tab.tsx'
import { DefinitionsTab } from './definitions-tab.tsx'
import { OfficeTab } from './office-tab.tsx'
import { PrintTab } from './print-tab.tsx'
import { RegionsTab } from './regions-tab.tsx'
import { RightsTab } from './rights-tab.tsx'
import styles from './settings.module.css'
import { SignatoriesTab } from './signatories-tab.tsx'
import { UnitsTab } from './units-tab.tsx'
import { UsersTab } from './users-tab.tsx'

type Tab = keyof typeof settingsTexts.tabs

const tabs: { key: Tab; needs: Permission | null; content: () => ReactNode }[] = [
  { key: 'kantor', needs: null, content: OfficeTab },
  { key: 'penanda-tangan', needs: 'office.read', content: SignatoriesTab },
  { key: 'unit', needs: 'office.read', content: UnitsTab },
  { key: 'cetak', needs: 'letters.read', content: PrintTab },
  { key: 'loket', needs: 'office.read', content: CounterTab },
  { key: 'wilayah', needs: null, content: RegionsTab },
  { key: 'pengguna', needs: 'users.manage', content: UsersTab },
  { key: 'hak', needs: null, content: RightsTab },
  { key: 'isian', needs: 'definitions.read', content: DefinitionsTab },
  { key: 'kalender', needs: null, content: CalendarTab },
  { key: 'pemeriksaan', needs: 'people.read', content: CheckTable },
  { key: 'audit', needs: 'audit.read', content: AuditTab },
  { key: 'cadangan', needs: 'backup.make', content: BackupTab },
  { key: 'tentang', needs: null, content: AboutTab },
]

/** Everything an office sets for itself; a user sees the parts that concern them. */
export const SettingsScreen = () => {
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/pengaturan' })
  const shown = tabs.filter((tab) => tab.needs === null || may(tab.needs))
  const current = shown.find((tab) => tab.key === search.tab) ?? shown[0]!
  return (
    <Page title={settingsTexts.title} fill>
      <Tabs
        value={current.key}
        onChange={(value) => void navigate({ to: '/pengaturan', search: { tab: value ?? 'kantor' }, replace: true })}
        keepMounted={false}
        className={styles.tabs}
        // Fourteen tabs in one line at 1366 pixels.
        styles={{ tab: { paddingInline: 4 } }}
      >
        <Tabs.List>
          {shown.map((tab) => (
            <Tabs.Tab key={tab.key} value={tab.key}>
              {settingsTexts.tabs[tab.key]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((tab) => (
          <Tabs.Panel key={tab.key} value={tab.key} className={styles.panel} tabIndex={0}>
            <tab.content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
