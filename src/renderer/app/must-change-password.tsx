import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { toast } from '../lib/toast.ts'
import { appTexts } from '../texts/app.ts'
import { ChangePasswordForm } from './change-password.tsx'
import { FrontPage } from './front-page.tsx'

/** After a first password given by somebody else. */
export const MustChangePasswordPage = () => {
  const client = useQueryClient()
  const refresh = (): void => void client.invalidateQueries({ queryKey: ['users', 'me'] })
  return (
    <FrontPage
      title="Ganti kata sandi dulu"
      lead="Kata sandi ini dibuatkan orang lain. Ganti dengan kata sandi yang hanya Anda ketahui; setelah itu Anda langsung masuk."
    >
      <ChangePasswordForm onDone={refresh} />
      <Button variant="subtle" onClick={() => void call('users.signOut', {}).then(refresh, toast.error)}>
        {appTexts.signOut}
      </Button>
    </FrontPage>
  )
}
