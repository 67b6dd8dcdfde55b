import { Select, Text } from '@mantine/core'
import type { FieldChoice, ImportPackage, Winner } from '../../../shared/contract/imports.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { importTexts } from '../../texts/imports.ts'
import styles from './imports.module.css'

const words = importTexts.choices
const example = ({ name, before, after }: FieldChoice['examples'][number]): string =>
  `${name}: ${before || '(kosong)'} menjadi ${after || '(kosong)'}`

/** Who wins where file and register differ, field by field. */
export const Choices = (props: { pack: ImportPackage }) => {
  const { pack } = props
  const may = useMay()
  const editable = pack.state === 'prepared' && may('imports.write')
  const found = useCall('imports.choices', { id: pack.id })
  const choose = useCommand('imports.chooseWinners')
  if (found.error !== null) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Loading />
  if (found.data.length === 0) return <EmptyState title={words.nothing} text={words.nothingText} />
  return (
    <div className={styles.scroll}>
      <Text size="sm" mb="xs">
        {words.hint}
      </Text>
      <table className={styles.list} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{importTexts.field}</th>
            <th scope="col">{words.differs}</th>
            <th scope="col">{words.wins}</th>
            <th scope="col">{words.affected}</th>
            <th scope="col">{words.examples}</th>
          </tr>
        </thead>
        <tbody>
          {found.data.map((one) => (
            <tr key={one.field}>
              <td>
                {one.label} {one.locked ? <StatusBadge tone="warning">{words.locked}</StatusBadge> : null}
              </td>
              <td>{words.count(number(one.differs), number(one.fills))}</td>
              <td>
                <Select
                  size="xs"
                  w={220}
                  aria-label={`${words.wins}: ${one.label}`}
                  value={one.wins}
                  disabled={!editable || choose.isPending}
                  allowDeselect={false}
                  data={(['file', 'register', 'empty'] as const).map((value) => ({ value, label: words.winners[value] }))}
                  onChange={(value) =>
                    choose.mutate({ id: pack.id, wins: { [one.field]: (value ?? 'file') as Winner } }, { onError: toast.error })
                  }
                />
              </td>
              <td>{number(one.affected)}</td>
              <td>
                {one.examples.map((line) => (
                  <div key={example(line)}>{example(line)}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
