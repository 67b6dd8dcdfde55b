import { Button, Group, Modal, Stack, Switch, Table, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, Section } from '../../components/page.tsx'
import { downloadFile } from '../../lib/files.ts'
import { instantDay, number, shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterProofTexts, showFingerprint } from '../../texts/letter-proofs.ts'
import { OtherOfficeKeys } from './proof-other-keys.tsx'

const words = letterProofTexts.keys

type Overview = OutputOf<'letterProofs.overview'>

/** Whether codes are printed, by kind; this office's keys; public keys of other offices. */
export const ProofKeysScreen = () => {
  const navigate = useNavigate()
  const overview = useCall('letterProofs.overview', {})
  if (overview.error !== null) return <ErrorBox error={overview.error} onRetry={() => void overview.refetch()} />
  if (overview.data === undefined) return <Loading />
  return (
    <Page
      title={words.title}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/surat/periksa' })}>
          {words.back}
        </Button>
      }
    >
      <Stack gap="md">
        <OwnKeys keys={overview.data.keys} />
        <OtherOfficeKeys others={overview.data.others} />
        <Printing overview={overview.data} />
      </Stack>
    </Page>
  )
}

const Printing = ({ overview }: { overview: Overview }) => {
  const navigate = useNavigate()
  const may = useMay()
  const setOn = useCommand('letterProofs.setOn')
  const turn = (on: boolean): void =>
    setOn.mutate(
      { on, version: overview.version },
      { onSuccess: () => toast.done(on ? words.switchedOn : words.switchedOff), onError: toast.error },
    )
  return (
    <Section title={words.printing}>
      <Switch
        label={words.switch}
        description={words.switchText}
        checked={overview.on}
        disabled={!may('office.write') || setOn.isPending}
        onChange={(event) => turn(event.currentTarget.checked)}
        mb="sm"
      />
      {overview.on ? (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.kind}</Table.Th>
              <Table.Th>{words.onKind}</Table.Th>
              {/* The column of buttons has no heading. */}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {overview.kinds.map((kind) => (
              <Table.Tr key={kind.key}>
                <Table.Td>{kind.name}</Table.Td>
                <Table.Td>{words.states[kind.state]}</Table.Td>
                <Table.Td ta="right">
                  {may('definitions.write') ? (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={words.editLabel(kind.name)}
                      onClick={() => void navigate({ to: '/surat/jenis/$key', params: { key: kind.key } })}
                    >
                      {words.edit}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
    </Section>
  )
}

const OwnKeys = ({ keys }: { keys: Overview['keys'] }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const save = useCommand('letterProofs.exportKeys')
  const [renewing, setRenewing] = useState(false)
  return (
    <Section
      title={words.own}
      action={
        <Group gap="xs">
          {may('office.write') && keys.length > 0 ? (
            <Button variant="default" onClick={() => setRenewing(true)}>
              {words.renew}
            </Button>
          ) : null}
          {may('office.read') ? (
            <Button
              leftSection={<IconDownload size={18} aria-hidden />}
              loading={save.isPending}
              onClick={() => save.mutate({}, { onSuccess: downloadFile, onError: toast.error })}
            >
              {words.export}
            </Button>
          ) : null}
        </Group>
      }
    >
      <Text size="sm" mb="xs">
        {words.ownText}
      </Text>
      {keys.length === 0 ? (
        <Text size="sm">{words.none}</Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.fingerprint}</Table.Th>
              <Table.Th>{words.made}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th ta="right">{words.used}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <Table.Tr key={key.fingerprint}>
                <Table.Td className="numeric">{showFingerprint(key.fingerprint)}</Table.Td>
                <Table.Td className="numeric">{shortDate(instantDay(key.madeAt, timeZone))}</Table.Td>
                <Table.Td>
                  {key.retiredAt === null
                    ? words.inUse
                    : words.retired(shortDate(instantDay(key.retiredAt, timeZone)), key.reason)}
                </Table.Td>
                <Table.Td ta="right">{words.letters(number(key.letters))}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {renewing ? <RenewDialog onClose={() => setRenewing(false)} /> : null}
    </Section>
  )
}

const RenewDialog = (props: { onClose(): void }) => {
  const renew = useCommand('letterProofs.renewKey')
  const [reason, setReason] = useState('')
  const confirm = (): void =>
    renew.mutate(
      { reason: reason.trim() },
      {
        onSuccess: () => {
          toast.done(words.renewed)
          props.onClose()
        },
      },
    )
  return (
    <Modal opened onClose={props.onClose} title={words.renewTitle}>
      <Stack gap="sm">
        <Text size="sm">{words.renewText}</Text>
        <TextInput
          label={words.renewReason}
          required
          data-autofocus
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorBox error={renew.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.back}
          </Button>
          <Button color="red.9" disabled={reason.trim() === ''} loading={renew.isPending} onClick={confirm}>
            {words.renew}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
