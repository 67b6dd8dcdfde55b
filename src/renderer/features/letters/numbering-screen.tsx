import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { NumberRange } from '../../../shared/contract/letter-numbers.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, Section } from '../../components/page.tsx'
import { number, shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterNumberTexts as words } from '../../texts/letter-numbers.ts'
import { LetterTabs } from './letter-tabs.tsx'
import { RangeForm, RulesForm, StartForm } from './numbering-forms.tsx'

type Overview = OutputOf<'letterNumbers.overview'>
type Sequence = Overview['sequences'][number]

/** `surat-keluar`, `surat-keluar · KEC-01`, or the kind's own name. */
const sequenceLabel = (sequence: Pick<Sequence, 'key' | 'kinds'>): string =>
  sequence.key.startsWith('jenis:') ? (sequence.kinds[0] ?? sequence.key.slice(6)) : sequence.key.replace('@', ' · ')

/** Rules by kind, where each sequence stands, ranges and quotas. */
export const NumberingScreen = () => {
  const may = useMay()
  const { session } = useSession()
  const overview = useCall('letterNumbers.overview', {})
  const [kind, setKind] = useState<Overview['kinds'][number] | null>(null)
  const [start, setStart] = useState<Sequence | null>(null)
  const [adding, setAdding] = useState(false)
  if (overview.error !== null) return <ErrorBox error={overview.error} onRetry={() => void overview.refetch()} />
  if (overview.data === undefined) return <Loading />
  const { kinds, sequences } = overview.data
  const ranges = sequences.flatMap((sequence) => sequence.ranges.map((range) => ({ sequence, range })))
  return (
    <Page title={words.title} tabs={<LetterTabs shown="numbering" />}>
      <Stack gap="md">
        <Section title={words.sequences}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.sequenceName}</Table.Th>
                <Table.Th>{words.year}</Table.Th>
                <Table.Th ta="right">{words.last}</Table.Th>
                <Table.Th ta="right">{words.used}</Table.Th>
                <Table.Th>{words.lastDate}</Table.Th>
                <Table.Th />
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sequences.map((sequence) => (
                <Table.Tr key={`${sequence.year} ${sequence.key}`}>
                  <Table.Td maw={320}>
                    {sequenceLabel(sequence)}
                    {sequence.key.startsWith('jenis:') || sequence.kinds.length === 0 ? null : (
                      <Text size="xs" c="dimmed" lineClamp={2} title={sequence.kinds.join(', ')}>
                        {sequence.kinds.join(', ')}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{sequence.year === 0 ? words.always : sequence.year}</Table.Td>
                  <Table.Td ta="right" className="numeric">
                    {sequence.last}
                  </Table.Td>
                  <Table.Td ta="right" className="numeric">
                    {number(sequence.used)}
                  </Table.Td>
                  <Table.Td>{sequence.lastDate === null ? '' : shortDate(sequence.lastDate)}</Table.Td>
                  <Table.Td>
                    {sequence.used === 0
                      ? ''
                      : sequence.missingCount > 0
                        ? words.gaps(sequence.missingCount, sequence.missing.join(', '))
                        : sequence.source === 'automatic' && sequence.ranges.length === 0
                          ? words.noGaps
                          : words.otherGaps}
                  </Table.Td>
                  <Table.Td ta="right">
                    {may('office.write') &&
                    session.areas.length === 0 &&
                    sequence.source === 'automatic' &&
                    sequence.kinds.length > 0 ? (
                      <Button variant="subtle" size="compact-sm" onClick={() => setStart(sequence)}>
                        {words.startButton}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Section>
        <Section
          title={words.ranges}
          action={
            may('letters.print') && session.areas.length === 0 ? (
              <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
                {words.addRange}
              </Button>
            ) : undefined
          }
        >
          <Text size="sm" mb="xs">
            {words.rangesText}
          </Text>
          {ranges.length === 0 ? <Text size="sm">{words.noRanges}</Text> : null}
          {ranges.map(({ sequence, range }) => (
            <RangeLine key={range.id} name={sequenceLabel(sequence)} range={range} />
          ))}
        </Section>
        <Section title={words.rules}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.kind}</Table.Th>
                <Table.Th>{words.example}</Table.Th>
                <Table.Th>{words.source}</Table.Th>
                <Table.Th>{words.scope}</Table.Th>
                <Table.Th>{words.restart}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {kinds.map((one) => (
                <Table.Tr key={one.key}>
                  <Table.Td>{one.name}</Table.Td>
                  <Table.Td className="numeric">{one.example}</Table.Td>
                  <Table.Td>{words.sourceShort[one.numbering.source]}</Table.Td>
                  <Table.Td>
                    {words.scopeShort[one.numbering.scope]}
                    {one.numbering.scope === 'kind' ? '' : `: ${one.numbering.sequence}`}
                  </Table.Td>
                  <Table.Td>{words.restarts[one.numbering.restart]}</Table.Td>
                  <Table.Td ta="right">
                    {may('definitions.write') ? (
                      <Button variant="subtle" size="compact-sm" onClick={() => setKind(one)} aria-label={words.edit(one.name)}>
                        {words.editButton}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Section>
      </Stack>
      {kind === null ? null : <RulesForm kind={kind} onClose={() => setKind(null)} />}
      {start === null ? null : <StartForm sequence={start} label={sequenceLabel(start)} onClose={() => setStart(null)} />}
      {adding ? (
        <RangeForm
          sequences={sequences.filter(({ kinds: now }) => now.length > 0).map((one) => ({ ...one, label: sequenceLabel(one) }))}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Page>
  )
}

const RangeLine = ({ name, range }: { name: string; range: NumberRange }) => {
  const may = useMay()
  const { session } = useSession()
  const ask = useConfirm()
  const close = useCommand('letterNumbers.closeRange')
  const closeNow = async (): Promise<void> => {
    if (!(await ask({ title: words.closeTitle, text: words.closeText(range.left), confirm: words.close }))) return
    close.mutate(
      { id: range.id, version: range.version },
      { onSuccess: ({ unused }) => toast.done(words.closedNow(unused.slice(0, 30).join(', '))), onError: toast.error },
    )
  }
  return (
    <Group gap="md" py={4}>
      <Text size="sm">
        <strong className="numeric">
          {range.first}–{range.last}
        </strong>
        {` · ${name} · ${range.day === null ? words.wholeYear : shortDate(range.day)}`}
        {range.unitCode === '' ? '' : ` · ${range.unitCode}`}
        {range.note === '' ? '' : ` · ${range.note}`}
        {` · ${range.closedAt === null ? words.left(range.left) : words.closed}`}
      </Text>
      {range.closedAt === null && may('letters.print') && session.areas.length === 0 ? (
        <Button variant="subtle" size="compact-sm" loading={close.isPending} onClick={() => void closeNow()}>
          {words.close}
        </Button>
      ) : null}
    </Group>
  )
}
