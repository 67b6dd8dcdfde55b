import {
  IconAddressBook,
  IconBolt,
  IconBuildingCommunity,
  IconChartBar,
  IconClipboardList,
  IconFileImport,
  IconFolder,
  IconHome,
  IconListNumbers,
  IconMail,
  type IconProps,
  IconSend,
  IconSettings,
  IconStack2,
  IconTicket,
  IconUsers,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Permission } from '../../shared/domain/permissions.ts'
import { appTexts } from '../texts/app.ts'

/** One line of the sidebar. `screen` as in `screens.tsx`; hidden without the permission. */
export interface NavItem {
  to:
    | '/'
    | '/loket'
    | '/antrean'
    | '/kasus'
    | '/isian'
    | '/warga'
    | '/rujukan'
    | '/daftar-tunggu'
    | '/direktori'
    | '/cepat'
    | '/surat'
    | '/usulan'
    | '/laporan'
    | '/impor'
    | '/pengaturan'
  label: string
  icon: ComponentType<IconProps>
  screen: string
  /** Keys that lead here from everywhere. */
  keys?: string
  needs: Permission | null
}

export const navItems: readonly NavItem[] = [
  { to: '/', label: appTexts.nav.home, icon: IconHome, screen: 'home/home', needs: null },
  { to: '/loket', label: appTexts.nav.counter, icon: IconBuildingCommunity, screen: 'counter/counter', needs: 'cases.intake' },
  { to: '/antrean', label: appTexts.nav.queue, icon: IconTicket, screen: 'arrival/arrival', needs: 'cases.intake' },
  { to: '/kasus', label: appTexts.nav.cases, icon: IconFolder, screen: 'cases/cases', needs: 'cases.read' },
  {
    to: '/isian',
    label: appTexts.nav.assessments,
    icon: IconClipboardList,
    screen: 'assessments/assessments',
    needs: 'cases.read',
  },
  { to: '/warga', label: appTexts.nav.people, icon: IconUsers, screen: 'people/people', needs: 'people.read' },
  { to: '/rujukan', label: appTexts.nav.referrals, icon: IconSend, screen: 'referrals/referrals', needs: 'referrals.read' },
  {
    to: '/daftar-tunggu',
    label: appTexts.nav.waiting,
    icon: IconListNumbers,
    screen: 'waiting/waiting',
    needs: 'cases.read',
  },
  {
    to: '/direktori',
    label: appTexts.nav.directory,
    icon: IconAddressBook,
    screen: 'directory/directory',
    needs: 'directory.read',
  },
  {
    to: '/cepat',
    label: appTexts.nav.quick,
    icon: IconBolt,
    screen: 'letters/quick',
    keys: 'Alt+C',
    needs: 'letters.print',
  },
  { to: '/surat', label: appTexts.nav.letters, icon: IconMail, screen: 'letters/letters', needs: 'letters.read' },
  {
    to: '/usulan',
    label: appTexts.nav.submissions,
    icon: IconStack2,
    screen: 'submissions/submissions',
    needs: 'submissions.read',
  },
  { to: '/laporan', label: appTexts.nav.reports, icon: IconChartBar, screen: 'reports/reports', needs: 'reports.run' },
  { to: '/impor', label: appTexts.nav.imports, icon: IconFileImport, screen: 'imports/imports', needs: 'imports.read' },
  { to: '/pengaturan', label: appTexts.nav.settings, icon: IconSettings, screen: 'settings/settings', needs: null },
]
