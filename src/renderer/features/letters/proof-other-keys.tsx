import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { OtherOfficeKey } from '../../../shared/contract/letter-proofs.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { Section } from '../../components/page.tsx'
import { api } from '../../lib/api.ts'
import { instantDay, shortDate } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterProofTexts, showFingerprint } from '../../texts/letter-proofs.ts'

const words = letterProofTexts.keys

type KeyFile = OutputOf<'letterProofs.readKeyFile'>

const officeOf = (key: { officeName: string; districtName: string; practice: boolean }): string =>
  `${key.officeName}, ${key.districtName}${key.practice ? ` (${words.practice})` : ''}`

/** Public keys of other offices: with them their letters are checked here. */
export const OtherOfficeKeys = ({ others }: { others: OtherOfficeKey[] }) => {
  const may = useMay()
  const [read, setRead] = useState<{ fileId: string; file: KeyFile } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const open = (fileId: string): void => {
    setError(null)
    api.letterProofs.readKeyFile({ fileId }).then((file) => setRead({ fileId, file }), setError)
  }
  return (
    <Section title={words.others}>
      <Text size="sm" mb="xs">
        {words.othersText}
      </Text>
      {others.length === 0 ? (
        <Text size="sm" mb="xs">
          {words.othersNone}
        </Text>
      ) : (
        <OtherKeysTable others={others} />
      )}
      {may('office.write') ? (
        <>
          <FilePicker label={words.import} accept=".json" onFile={({ fileId }) => open(fileId)} />
          <ErrorBox error={error} />
        </>
      ) : null}
      {read === null ? null : <ImportDialog {...read} onClose={() => setRead(null)} />}
    </Section>
  )
}

const OtherKeysTable = ({ others }: { others: OtherOfficeKey[] }) => {
  const may = useMay()
  const ask = useConfirm()
  const { timeZone } = useOfficeTime()
  const remove = useCommand('letterProofs.removeKey')
  const removeNow = async (key: OtherOfficeKey): Promise<void> => {
    const office = officeOf(key)
    if (!(await ask({ title: words.removeTitle, text: words.removeText(office), confirm: words.remove, danger: true }))) return
    remove.mutate({ id: key.id }, { onSuccess: () => toast.done(words.removed), onError: toast.error })
  }
  return (
    <Table mb="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{letterProofTexts.fields.office}</Table.Th>
          <Table.Th>{words.fingerprint}</Table.Th>
          <Table.Th>{words.state}</Table.Th>
          {/* The column of buttons has no heading. */}
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {others.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td>{officeOf(key)}</Table.Td>
            <Table.Td className="numeric">{showFingerprint(key.fingerprint)}</Table.Td>
            <Table.Td>
              {key.retiredOn === null ? words.inUse : words.retired(shortDate(key.retiredOn), '')}
              {' · '}
              {words.importedLine(shortDate(instantDay(key.importedAt, timeZone)), key.importedBy)}
            </Table.Td>
            <Table.Td ta="right">
              {may('office.write') ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={words.removeLabel(key.officeName)}
                  onClick={() => void removeNow(key)}
                >
                  {words.remove}
                </Button>
              ) : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Shows whose keys a file brings before they are believed. */
const ImportDialog = (props: { fileId: string; file: KeyFile; onClose(): void }) => {
  const { file } = props
  const add = useCommand('letterProofs.importKeys')
  const nothing = file.keys.every(({ state }) => state === 'known')
  const confirm = (): void =>
    add.mutate(
      { fileId: props.fileId },
      {
        onSuccess: ({ added, updated }) => {
          toast.done(words.imported(added, updated))
          props.onClose()
        },
      },
    )
  return (
    <Modal opened onClose={props.onClose} title={words.importTitle} size="lg">
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {officeOf(file)}
        </Text>
        <Text size="sm">{nothing ? words.importNothing : words.importAsk(file.officeName)}</Text>
        <ul>
          {file.keys.map((key) => (
            <li key={key.fingerprint}>
              <strong className="numeric">{showFingerprint(key.fingerprint)}</strong>
              {` · ${words.made.toLowerCase()} ${shortDate(key.madeOn)}`}
              {` · ${key.retiredOn === null ? words.inUse : words.retired(shortDate(key.retiredOn), '')}`}
              {` · ${words.fileStates[key.state]}`}
            </li>
          ))}
        </ul>
        <ErrorBox error={add.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.back}
          </Button>
          {nothing ? null : (
            <Button loading={add.isPending} onClick={confirm}>
              {words.importYes}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
