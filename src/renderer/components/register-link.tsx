import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../lib/session.ts'
import { handOverTyped } from '../lib/typed-name.ts'

/**
 * Button below a search that found nobody: opens the form for a new person with what was typed already filled in.
 * @param props.backTo `loket`: after saving, return to the counter with that person
 */
export const RegisterLink = (props: { typed: string; backTo?: 'loket'; onLeave?: () => void }) => {
  const navigate = useNavigate()
  const may = useMay()
  if (!may('people.write')) return null
  return (
    <Button
      size="compact-md"
      variant="default"
      leftSection={<IconUserPlus size={18} aria-hidden />}
      // The list closes when the box loses the cursor; the click would be lost with it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        handOverTyped(props.typed)
        props.onLeave?.()
        void navigate({ to: '/warga/baru', search: { ke: props.backTo } })
      }}
    >
      Daftarkan sebagai warga baru
    </Button>
  )
}
