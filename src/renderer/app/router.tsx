import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Loading } from '../components/loading.tsx'
import { hasScreen, screen } from './screens.tsx'
import { CrashPage, NotFoundPage, Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: CrashPage })

const at = <P extends string>(path: P, file: string, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: hasScreen(file) ? screen(file, name) : NotFoundPage })

/** Filters of a list live in the address, so that a figure can lead to its list and Back returns to it. */
type Filters = Record<string, string | number | boolean | undefined>
const filters = (search: Record<string, unknown>): Filters => search as Filters
const list = <P extends string>(path: P, file: string, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: filters,
    component: hasScreen(file) ? screen(file, name) : NotFoundPage,
  })

const routeTree = root.addChildren([
  at('/', 'home/home', 'HomeScreen'),
  list('/loket', 'counter/counter', 'CounterScreen'),
  at('/loket/tempel', 'arrival/paste', 'PasteScreen'),
  list('/antrean', 'arrival/arrival', 'ArrivalScreen'),
  at('/antrean/layar', 'arrival/display', 'DisplayScreen'),
  list('/kasus', 'cases/cases', 'CasesScreen'),
  list('/kasus/$id', 'cases/case', 'CaseScreen'),
  list('/daftar-tunggu', 'waiting/waiting', 'WaitingScreen'),
  list('/pemberitahuan', 'notices/notices', 'NoticesScreen'),
  list('/warga', 'people/people', 'PeopleScreen'),
  list('/warga/baru', 'people/new-person', 'NewPersonScreen'),
  at('/warga/$id', 'people/person', 'PersonScreen'),
  at('/warga/$id/ubah', 'people/edit-person', 'EditPersonScreen'),
  list('/keluarga', 'families/families', 'FamiliesScreen'),
  at('/keluarga/$id', 'families/family', 'FamilyScreen'),
  at('/rumah-tangga/$id', 'families/household', 'HouseholdScreen'),
  list('/data-ganda', 'duplicates/duplicates', 'DuplicatesScreen'),
  list('/pemeriksaan', 'checks/checks', 'ChecksScreen'),
  list('/isian', 'assessments/assessments', 'AssessmentsScreen'),
  at('/isian/$id', 'assessments/assessment', 'AssessmentScreen'),
  list('/rujukan', 'referrals/referrals', 'ReferralsScreen'),
  list('/direktori', 'directory/directory', 'DirectoryScreen'),
  list('/cepat', 'letters/quick', 'QuickScreen'),
  list('/surat', 'letters/letters', 'LettersScreen'),
  list('/surat/penyerahan', 'letters/hand-over', 'HandOverScreen'),
  at('/surat/periksa', 'letters/proof', 'ProofScreen'),
  at('/surat/kunci', 'letters/proof-keys', 'ProofKeysScreen'),
  at('/surat/penomoran', 'letters/numbering', 'NumberingScreen'),
  at('/surat/daftar', 'letters/batches', 'BatchesScreen'),
  at('/surat/daftar/$id', 'letters/batch', 'BatchScreen'),
  at('/surat/map', 'letters/signing-maps', 'SigningMapsScreen'),
  at('/surat/map/$id', 'letters/signing-map', 'SigningMapScreen'),
  at('/surat/jenis', 'letters/template-list', 'TemplateListScreen'),
  list('/surat/jenis/$key', 'letters/template', 'TemplateScreen'),
  at('/surat/$id', 'letters/letter', 'LetterScreen'),
  list('/usulan', 'submissions/submissions', 'SubmissionsScreen'),
  at('/usulan/$id', 'submissions/submission', 'SubmissionScreen'),
  list('/laporan', 'reports/reports', 'ReportsScreen'),
  at('/impor', 'imports/imports', 'ImportsScreen'),
  at('/impor/kolom', 'imports/columns', 'ColumnsScreen'),
  at('/impor/susunan', 'imports/mappings', 'MappingsScreen'),
  at('/impor/$id', 'imports/import', 'ImportScreen'),
  list('/pengaturan', 'settings/settings', 'SettingsScreen'),
])

/**
 * Addresses live behind `#`: the same in every host, a reload needs nothing of the server,
 * and the person on screen never stands in a request line or a log.
 */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPendingComponent: Loading,
  defaultPendingMs: 150,
  defaultErrorComponent: CrashPage,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
