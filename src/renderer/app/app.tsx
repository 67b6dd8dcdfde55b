import { Button, Center, Stack, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { ErrorBox } from '../components/error-box.tsx'
import { Loading } from '../components/loading.tsx'
import { startEvents } from '../lib/events.ts'
import { useCall } from '../lib/query.ts'
import { SessionContext } from '../lib/session.ts'
import { MustChangePasswordPage } from './must-change-password.tsx'
import { router } from './router.tsx'
import { fetchScreens } from './screens.tsx'
import { SignInPage } from './sign-in.tsx'

const FirstStartPage = lazy(async () => ({
  default: (await import('../features/first-start/first-start-page.tsx')).FirstStartPage,
}))
const UnlockPage = lazy(async () => ({ default: (await import('../features/first-start/unlock-page.tsx')).UnlockPage }))

/** Decides what the window shows: first start, unlock, sign-in, forced password change, or the app. */
export const App = () => {
  const status = useCall('app.status', {})
  const ready = status.data?.state === 'ready'
  const me = useCall('users.me', {}, { enabled: ready })
  const client = useQueryClient()
  const session = me.data ?? null
  const userId = session?.userId ?? null
  useEffect(() => (userId === null ? undefined : startEvents(client)), [client, userId])
  useEffect(() => (ready ? fetchScreens() : undefined), [ready])
  const value = useMemo(
    () => (session === null || status.data === undefined ? null : { session, status: status.data }),
    [session, status.data],
  )

  const error = status.error ?? me.error
  if (error !== null)
    return (
      <Center h="100%" p="md">
        <Stack maw={480}>
          <Title order={1}>Loket SLRT</Title>
          <ErrorBox error={error} />
          <Button onClick={() => void client.invalidateQueries()}>Coba lagi</Button>
        </Stack>
      </Center>
    )
  if (status.data === undefined) return <Loading />
  if (status.data.state === 'empty')
    return (
      <Suspense fallback={<Loading />}>
        <FirstStartPage />
      </Suspense>
    )
  if (status.data.state === 'locked')
    return (
      <Suspense fallback={<Loading />}>
        <UnlockPage officeName={status.data.officeName} />
      </Suspense>
    )
  if (me.data === undefined) return <Loading />
  if (value === null) return <SignInPage status={status.data} />
  if (value.session.mustChangePassword) return <MustChangePasswordPage />
  return (
    <SessionContext.Provider value={value}>
      <RouterProvider router={router} />
    </SessionContext.Provider>
  )
}
