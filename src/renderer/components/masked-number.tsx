import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCommand } from '../lib/query.ts'
import { useMay } from '../lib/session.ts'
import { toast } from '../lib/toast.ts'
import { common } from '../texts/common.ts'

/** Seconds a full number stays on a screen that a client may see. */
const shownSeconds = 30

/** NIK or KK of a person, masked; the eye shows it for 30 seconds (written to the audit trail first). */
export const MaskedNumber = (props: { personId: number; field: 'nik' | 'kk'; masked: string }) => {
  const may = useMay()
  const reveal = useCommand('people.reveal')
  const [value, setValue] = useState<string | null>(null)
  useEffect(() => {
    if (value === null) return
    const timer = window.setTimeout(() => setValue(null), shownSeconds * 1000)
    return () => window.clearTimeout(timer)
  }, [value])
  const word = props.field === 'nik' ? 'NIK' : 'No. KK'
  const label = value === null ? `${common.reveal}: ${word}` : `${common.hide} ${word}`
  if (props.masked === '') return null
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      <span className="numeric">{value ?? props.masked}</span>
      {may('people.reveal') ? (
        <Tooltip label={value === null ? `${label} (dicatat di jejak audit)` : label}>
          <ActionIcon
            variant="subtle"
            size={32}
            aria-label={label}
            loading={reveal.isPending}
            onClick={() =>
              value === null
                ? reveal.mutate(
                    { id: props.personId, field: props.field },
                    { onSuccess: (answer) => setValue(answer.value), onError: toast.error },
                  )
                : setValue(null)
            }
          >
            {value === null ? <IconEye size={18} aria-hidden /> : <IconEyeOff size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      ) : null}
    </Group>
  )
}
