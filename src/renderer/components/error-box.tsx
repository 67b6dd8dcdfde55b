import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { toAppError } from '../lib/transport.ts'
import { common } from '../texts/common.ts'

/** A refusal in words: what is wrong, what to do now, and the reference when the log holds more. Null shows nothing. */
export const ErrorBox = (props: { error: unknown; onRetry?: (() => void) | undefined }) => {
  if (props.error === null || props.error === undefined) return null
  const { message, hint, ref } = toAppError(props.error).data
  return (
    <Alert
      role="alert"
      variant="outline"
      color="red.9"
      bg="var(--tone-danger-tint)"
      styles={{ title: { color: 'var(--tone-danger-text)' }, icon: { color: 'var(--tone-danger-text)' } }}
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={message}
    >
      {hint === undefined ? null : <Text size="sm">{hint}</Text>}
      {ref === undefined ? null : (
        <Text size="xs" mt={4}>
          {common.reference} {ref}
        </Text>
      )}
      {props.onRetry === undefined ? null : (
        <Button size="compact-sm" variant="default" mt="xs" onClick={props.onRetry}>
          {common.tryAgain}
        </Button>
      )}
    </Alert>
  )
}
