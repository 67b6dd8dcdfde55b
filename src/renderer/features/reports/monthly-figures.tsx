import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Level } from '../../../shared/contract/common.ts'
import type { MonthlyRecap } from '../../../shared/contract/reports.ts'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { monthTitle, number } from '../../lib/format.ts'
import { useMay } from '../../lib/session.ts'
import { levelLabels } from '../../texts/cases.ts'
import { reportTexts as words } from '../../texts/reports.ts'
import styles from './reports.module.css'

const figures = ['cases', 'needs', 'open', 'closed', 'referred', 'letters'] as const

/** A figure cell; zero is shown as a dash, so that the eye finds what is there. */
const Figure = (props: { value: number }) => <td className={styles.figure}>{props.value === 0 ? '–' : number(props.value)}</td>

const sum = <T,>(rows: readonly T[], value: (row: T) => number): number => rows.reduce((total, row) => total + value(row), 0)

/** The month in six figures and three tables; programmes and villages lead to their cases. */
export const MonthlyFigures = ({ recap }: { recap: MonthlyRecap }) => {
  const may = useMay()
  const linked = may('cases.read')
  return (
    <section aria-label={`${words.title} ${monthTitle(recap.month)}`}>
      <dl className={styles.totals}>
        {figures.map((key) => (
          <div key={key}>
            <dt>{words.totals[key]}</dt>
            <dd>{number(recap.totals[key])}</dd>
          </div>
        ))}
      </dl>
      {recap.totals.needs === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <div className={styles.tables}>
          <div className="card">
            <Title order={2} mb={4}>
              {words.byProgramme}
            </Title>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{words.columns.programme}</th>
                  <th scope="col">{words.columns.sector}</th>
                  <th scope="col">{words.columns.level}</th>
                  <th scope="col" className={styles.figure}>
                    {words.columns.needs}
                  </th>
                  <th scope="col" className={styles.figure}>
                    {words.columns.open}
                  </th>
                  <th scope="col" className={styles.figure}>
                    {words.columns.solved}
                  </th>
                  <th scope="col" className={styles.figure}>
                    {words.columns.otherwise}
                  </th>
                </tr>
              </thead>
              <tbody>
                {recap.byProgramme.map((row) => (
                  <tr key={`${row.key} ${row.level}`}>
                    <th scope="row">
                      {linked ? (
                        <Link to="/kasus" search={{ state: 'all', layanan: row.key }}>
                          {row.name}
                        </Link>
                      ) : (
                        row.name
                      )}
                    </th>
                    <td>{row.sector}</td>
                    <td>{levelLabels[row.level as Level] ?? row.level}</td>
                    <Figure value={row.needs} />
                    <Figure value={row.open} />
                    <Figure value={row.solved} />
                    <Figure value={row.otherwiseClosed} />
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={3}>
                    {words.columns.total}
                  </th>
                  <Figure value={sum(recap.byProgramme, (row) => row.needs)} />
                  <Figure value={sum(recap.byProgramme, (row) => row.open)} />
                  <Figure value={sum(recap.byProgramme, (row) => row.solved)} />
                  <Figure value={sum(recap.byProgramme, (row) => row.otherwiseClosed)} />
                </tr>
              </tfoot>
            </table>
          </div>
          <div className={styles.side}>
            <div className="card">
              <Title order={2} mb={4}>
                {words.byStatus}
              </Title>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{words.columns.state}</th>
                    <th scope="col" className={styles.figure}>
                      {words.columns.needs}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {recap.byStatus
                    .filter((row) => row.needs > 0)
                    .map((row) => (
                      <tr key={row.state}>
                        <th scope="row">
                          <StatusBadge tone={needTone[row.state as NeedState] ?? 'neutral'}>{row.label}</StatusBadge>
                        </th>
                        <Figure value={row.needs} />
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
            <div className="card">
              <Title order={2} mb={4}>
                {words.byVillage}
              </Title>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{words.columns.village}</th>
                    <th scope="col" className={styles.figure}>
                      {words.columns.cases}
                    </th>
                    <th scope="col" className={styles.figure}>
                      {words.columns.open}
                    </th>
                    <th scope="col" className={styles.figure}>
                      {words.columns.closed}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {recap.byVillage.map((row) => (
                    <tr key={row.code}>
                      <th scope="row">
                        {linked && row.code !== '' ? (
                          <Link to="/kasus" search={{ state: 'all', wilayah: row.code }}>
                            {row.village}
                          </Link>
                        ) : (
                          row.village
                        )}
                        {row.subDistrict === '' ? null : (
                          <Text span size="xs" c="dimmed">
                            {` ${row.subDistrict}`}
                          </Text>
                        )}
                      </th>
                      <Figure value={row.cases} />
                      <Figure value={row.open} />
                      <Figure value={row.closed} />
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        </div>
      )}
    </section>
  )
}
