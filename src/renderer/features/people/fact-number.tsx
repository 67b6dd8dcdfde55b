import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'

/** Seconds a full number stays on a screen that a client may see. */
const shownSeconds = 30

/** A card or participant number, masked; the eye shows it for 30 seconds (written to the audit trail first). */
export const FactNumber = (props: { id: number; what: string; masked: string }) => {
  const may = useMay()
  const reveal = useCommand('personFacts.reveal')
  const [value, setValue] = useState<string | null>(null)
  useEffect(() => {
    if (value === null) return
    const timer = window.setTimeout(() => setValue(null), shownSeconds * 1000)
    return () => window.clearTimeout(timer)
  }, [value])
  const label = value === null ? `${common.reveal}: ${props.what}` : `${common.hide} ${props.what}`
  const toggle = (): void =>
    value === null
      ? reveal.mutate({ id: props.id }, { onSuccess: (answer) => setValue(answer.value), onError: toast.error })
      : setValue(null)
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      <span className="numeric">{value ?? props.masked}</span>
      {may('people.reveal') ? (
        <Tooltip label={value === null ? `${label} (dicatat di jejak audit)` : label}>
          <ActionIcon variant="subtle" size={32} aria-label={label} loading={reveal.isPending} onClick={toggle}>
            {value === null ? <IconEye size={18} aria-hidden /> : <IconEyeOff size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      ) : null}
    </Group>
  )
}
