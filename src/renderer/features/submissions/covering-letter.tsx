import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { ErrorBox } from '../../components/error-box.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { submissionTexts } from '../../texts/submissions.ts'

const words = submissionTexts.letter

/** The letters that go with an exported batch, and the way to a new one, filled from the batch. */
export const CoveringLetter = ({ submissionId }: { submissionId: number }) => {
  const may = useMay()
  const navigate = useNavigate()
  const reads = may('letters.read')
  const made = useCall('letters.ofSubmission', { submissionId }, { enabled: reads })
  const kinds = useCall('letters.kinds', {}, { enabled: reads && may('letters.write') })
  const draft = useCommand('letters.draftForSubmission')
  if (!reads) return null
  const fitting = (kinds.data ?? []).filter(
    ({ about, fields }) => about === 'village' && fields.some(({ submission }) => submission !== ''),
  )
  const make = (kind: string): void =>
    draft.mutate(
      { submissionId, kind },
      { onSuccess: ({ id }) => void navigate({ to: '/surat/$id', params: { id: String(id) } }), onError: toast.error },
    )
  const [only] = fitting
  const button = (props: { onClick?: () => void }) => (
    <Button variant="default" leftSection={<IconMail size={18} aria-hidden />} loading={draft.isPending} {...props}>
      {words.make}
    </Button>
  )
  return (
    <Stack gap={4}>
      <ErrorBox error={made.error ?? kinds.error} />
      {(made.data ?? []).map((letter) => (
        <Group key={letter.id} gap="xs" wrap="nowrap">
          <Link to="/surat/$id" params={{ id: String(letter.id) }} className="numeric">
            {letter.number ?? `${letter.kindName}, ${shortDate(letter.letterDate)}`}
          </Link>
          <Text size="sm" c="dimmed">
            {words.states[letter.state]}
          </Text>
        </Group>
      ))}
      {only === undefined ? null : fitting.length === 1 ? (
        <div>{button({ onClick: () => make(only.key) })}</div>
      ) : (
        <Menu>
          <Menu.Target>{button({})}</Menu.Target>
          <Menu.Dropdown>
            {fitting.map(({ key, name }) => (
              <Menu.Item key={key} onClick={() => make(key)}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Stack>
  )
}
