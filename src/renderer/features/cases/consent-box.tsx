import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Consent, consentKindLabels, consentKinds } from '../../../shared/contract/referrals.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts } from '../../texts/cases.ts'

const words = caseTexts.consent

/** What the client said about the use of their data; the paper they sign is the slip of the case. */
export const ConsentBox = (props: { caseId: number }) => {
  const may = useMay()
  const known = useCall('referrals.consents', { caseId: props.caseId })
  const record = useCommand('referrals.recordConsent')
  const [kind, setKind] = useState<Consent['kind'] | null>(null)
  const [givenBy, setGivenBy] = useState('')
  const newest = known.data?.[0]
  const save = (): void => {
    if (kind === null) return
    record.mutate(
      { caseId: props.caseId, kind, givenBy },
      {
        onSuccess: () => {
          setKind(null)
          setGivenBy('')
          toast.done(words.saved)
        },
      },
    )
  }
  return (
    <section aria-label={words.title}>
      <Group gap="xs" mt="sm" align="end">
        <Text size="sm">
          <strong>{words.title}:</strong>{' '}
          {newest === undefined
            ? words.none
            : `${newest.kindLabel}${newest.givenBy === '' ? '' : ` (${newest.givenBy})`}, ${shortDate(newest.givenOn)}`}
        </Text>
        {may('cases.write') ? (
          <>
            <Select
              aria-label={words.record}
              placeholder={words.record}
              size="xs"
              w={210}
              data={consentKinds.map((value) => ({ value, label: consentKindLabels[value] }))}
              value={kind}
              onChange={(value) => setKind(value as Consent['kind'] | null)}
            />
            {kind === 'representative' ? (
              <TextInput
                aria-label={words.givenBy}
                placeholder={words.givenBy}
                size="xs"
                w={280}
                value={givenBy}
                onChange={(event) => setGivenBy(event.currentTarget.value)}
              />
            ) : null}
            {kind === null ? null : (
              <Button size="compact-sm" loading={record.isPending} onClick={save}>
                {words.save}
              </Button>
            )}
          </>
        ) : null}
      </Group>
      <ErrorBox error={record.error} />
    </section>
  )
}
