import { Text, TextInput } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { toast } from '../../lib/toast.ts'
import { referralTexts as words } from '../../texts/referrals.ts'

/** Takes what a scanner types (code, then Enter), or what a clerk reads off a slip or letter, and opens its referral. */
export const ScanBox = (props: { onFound(id: number): void }) => {
  const [typed, setTyped] = useState('')
  const [missed, setMissed] = useState<string | null>(null)
  const look = async (): Promise<void> => {
    const code = typed.trim()
    if (code === '') return
    try {
      const found = await api.referrals.byCode({ code })
      setMissed(found === null ? code : null)
      if (found === null) return
      setTyped('')
      props.onFound(found.id)
    } catch (error) {
      toast.error(error)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void look()
      }}
    >
      <TextInput
        aria-label={words.scan}
        placeholder={words.scanHint}
        leftSection={<IconBarcode size={18} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setMissed(null)
        }}
        w={330}
        maxLength={60}
        autoComplete="off"
        error={missed === null ? undefined : words.notFound(missed)}
      />
      {missed === null ? null : (
        <Text size="xs" c="dimmed" role="alert">
          {words.notFoundHint}
        </Text>
      )}
    </form>
  )
}
