import { Button, Select, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { downloadFile } from '../../lib/files.ts'
import { number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { reportTexts as words } from '../../texts/reports.ts'
import { MonthlyFigures } from './monthly-figures.tsx'
import { monthChoices } from './months.ts'
import { ReportPicture } from './report-picture.tsx'
import styles from './reports.module.css'

/** Gallery of reports, and the figures of the chosen one; the workbook holds the same figures. */
export const ReportsScreen = () => {
  const navigate = useNavigate()
  const { today } = useOfficeTime()
  const search = useSearch({ from: '/laporan' })
  const months = monthChoices(today, 35, 0)
  const month = months.find(({ value }) => value === search.bulan)?.value ?? today.slice(0, 7)
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const kinds = useCall('reports.kinds', {})
  const kind = kinds.data?.find(({ key }) => key === search.jenis) ?? kinds.data?.[0]
  const recap = useCall('reports.monthly', { month, region }, { enabled: kind?.key === 'monthly', keep: true })
  const job = useJob('reports.exportMonthly')
  const choose = (change: { jenis?: string; bulan?: string; wilayah?: string | undefined }): void =>
    void navigate({
      to: '/laporan',
      search: { jenis: kind?.key, bulan: month, wilayah: region ?? undefined, ...change },
      replace: true,
    })
  const save = async (): Promise<void> => {
    if (job.running || kind === undefined) return
    const made = await job.start({ month, region })
    if (made === null) return
    toast.done(words.exported(number(made.rows)))
    downloadFile(made.file)
  }
  useShortcuts({ save: () => void save() })
  return (
    <Page title={words.title}>
      <ErrorBox error={kinds.error} onRetry={() => void kinds.refetch()} />
      {kinds.data?.length === 0 ? <EmptyState title={words.noneTitle} text={words.noneText} /> : null}
      <section className={styles.gallery} aria-label={words.choose}>
        {(kinds.data ?? []).map((one) => (
          <button
            key={one.key}
            type="button"
            className={styles.kind}
            aria-pressed={one.key === kind?.key}
            onClick={() => choose({ jenis: one.key })}
          >
            <ReportPicture />
            <span>
              <span className={styles.kindName}>{one.name}</span>
              <span className={styles.kindText}>{one.description}</span>
            </span>
          </button>
        ))}
      </section>
      {kind === undefined ? null : (
        <>
          <div className={styles.bar}>
            <Select
              label={words.month}
              w={190}
              data={months}
              value={month}
              onChange={(value) => choose({ bulan: value ?? month })}
              allowDeselect={false}
              searchable
            />
            <RegionPicker
              label={words.region}
              placeholder={words.allRegions}
              w={300}
              value={region}
              onChange={(code) => choose({ wilayah: code ?? undefined })}
            />
            <Button leftSection={<IconFileSpreadsheet size={18} aria-hidden />} loading={job.running} onClick={() => void save()}>
              {words.export}
            </Button>
            <Text size="xs" c="dimmed" className={styles.warning}>
              {words.exportWarning}
            </Text>
          </div>
          <JobProgress job={job} label={words.exporting} />
          <ErrorBox error={recap.error} onRetry={() => void recap.refetch()} />
          {recap.data === undefined ? recap.error === null ? <Loading /> : null : <MonthlyFigures recap={recap.data} />}
        </>
      )}
    </Page>
  )
}
