import { Button, Checkbox, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { call } from '../../lib/api.ts'
import { toast } from '../../lib/toast.ts'
import { toAppError } from '../../lib/transport.ts'
import { assessmentTexts } from '../../texts/assessments.ts'

const words = assessmentTexts.compare
type Comparison = OutputOf<'assessments.compare'>

/** Old against new, box by box. What was answered in the field is only taken when it is ticked by hand. */
export const CompareDialog = (props: { id: number; opened: boolean; onClose(): void; onTaken(): void }) => {
  const { id, opened } = props
  const [found, setFound] = useState<Comparison | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [joined, setJoined] = useState<ReadonlySet<number>>(new Set())
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!opened) return
    setFound(null)
    setError(null)
    call('assessments.compare', { id }).then(
      (got) => {
        setFound(got)
        setChosen(new Set(got.differences.flatMap(({ from }, index) => (from === 'field' ? [] : [index]))))
        setJoined(new Set(got.joined.map(({ personId }) => personId)))
      },
      (failure: unknown) => setError(toAppError(failure)),
    )
  }, [id, opened])
  const toggle = (set: ReadonlySet<number>, one: number): Set<number> => {
    const next = new Set(set)
    if (!next.delete(one)) next.add(one)
    return next
  }
  const take = async (): Promise<void> => {
    if (found === null) return
    setBusy(true)
    try {
      await call('assessments.takeFromRegister', {
        id,
        version: found.version,
        boxes: found.differences.filter((_one, index) => chosen.has(index)).map(({ member, question }) => ({ member, question })),
        joined: [...joined],
      })
      toast.done(words.done)
      props.onTaken()
    } catch (failure) {
      setError(toAppError(failure))
    } finally {
      setBusy(false)
    }
  }
  const nothing = found !== null && found.differences.length === 0 && found.joined.length === 0
  return (
    <Modal opened={opened} onClose={props.onClose} title={words.title} size="xl">
      <Stack gap="sm">
        <ErrorBox error={error} />
        <Text size="sm">{nothing ? words.none : words.text}</Text>
        {found === null || found.differences.length === 0 ? null : (
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={40} />
                <Table.Th>{words.question}</Table.Th>
                <Table.Th>{words.old}</Table.Th>
                <Table.Th>{words.new}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.differences.map((one, index) => (
                <Table.Tr key={`${one.member ?? ''}-${one.question}`}>
                  <Table.Td>
                    <Checkbox
                      checked={chosen.has(index)}
                      aria-label={`${one.number} ${one.text} ${one.memberName}`}
                      onChange={() => setChosen(toggle(chosen, index))}
                    />
                  </Table.Td>
                  <Table.Td>
                    {one.number} {one.text}
                    {one.memberName === '' ? null : (
                      <Text size="xs" c="dimmed">
                        {one.memberName}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {one.old === '' ? words.empty : one.old}
                    {one.from === '' ? null : (
                      <Text size="xs" c="dimmed">
                        {one.from === 'field' ? words.field : words.register}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{one.new}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {found?.joined.map(({ personId, name }) => (
          <Checkbox
            key={personId}
            label={words.joined(name)}
            checked={joined.has(personId)}
            onChange={() => setJoined(toggle(joined, personId))}
          />
        ))}
        {found?.left.map(({ memberId, name }) => (
          <Text key={memberId} size="sm">
            {words.left(name)}
          </Text>
        ))}
        {nothing ? null : (
          <Group justify="flex-end">
            <Button loading={busy} disabled={chosen.size + joined.size === 0} onClick={() => void take()}>
              {words.take}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}
