import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { InputOf } from '../../../shared/contract/index.ts'
import { FrontPage } from '../../app/front-page.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { call } from '../../lib/api.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { firstStartTexts } from '../../texts/first-start.ts'
import styles from './first-start.module.css'
import { emptyValues, firstStartSchema, pageFields, toInit } from './first-start-form.ts'
import { HeadStep, ModeStep, OfficeStep, UserStep } from './first-start-steps.tsx'
import { practiceAdmin, practiceInput } from './practice-office.ts'
import { RecoveryKeyPage } from './recovery-key-page.tsx'

/** Four short pages, then the recovery key. Practice needs one click. */
export const FirstStartPage = () => {
  const client = useQueryClient()
  const form = useForm({ resolver: zodResolver(firstStartSchema), defaultValues: emptyValues, mode: 'onTouched' })
  const draft = useDraft('first-start', form, { omit: ['password', 'again'] })
  const [page, setPage] = useState(0)
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [made, setMade] = useState<{ recoveryKey: string; input: InputOf<'app.init'>; oneClick: boolean } | null>(null)

  const make = async (input: InputOf<'app.init'>, oneClick: boolean): Promise<void> => {
    setWorking(true)
    setError(null)
    try {
      const { recoveryKey } = await call('app.init', input)
      draft.clear()
      // Confirming the key needs somebody signed in; the first user has just chosen the password.
      await call('users.signIn', { username: input.admin.username, password: input.admin.password })
      setMade({ recoveryKey, input, oneClick })
    } catch (failure) {
      setError(failure)
    } finally {
      setWorking(false)
    }
  }
  const next = async (): Promise<void> => {
    const fine = await form.trigger([...(pageFields[page] ?? [])], { shouldFocus: true })
    if (!fine) return
    if (page < pageFields.length - 1) setPage(page + 1)
    else await form.handleSubmit((values) => make(toInit(values), false))()
  }

  if (made !== null)
    return (
      <RecoveryKeyPage
        recoveryKey={made.recoveryKey}
        officeName={made.input.office.name}
        practice={made.input.mode === 'practice'}
        signIn={made.oneClick ? practiceAdmin : null}
        onDone={() => void client.invalidateQueries()}
      />
    )
  if (working)
    return (
      <FrontPage title={firstStartTexts.title} width={520}>
        <Group wrap="nowrap" role="status">
          <Loader size="sm" />
          <Text size="sm">{firstStartTexts.working}</Text>
        </Group>
      </FrontPage>
    )
  const words = [firstStartTexts.office, firstStartTexts.head, firstStartTexts.user, firstStartTexts.mode][page]!
  return (
    <FrontPage title={firstStartTexts.title} lead={firstStartTexts.step(page + 1, pageFields.length)} width={760}>
      {page === 0 ? (
        <div className={styles.practice}>
          <Text size="sm">{firstStartTexts.oneClickText}</Text>
          <Button variant="default" flex="none" onClick={() => void make(practiceInput, true)}>
            {firstStartTexts.oneClick}
          </Button>
        </div>
      ) : null}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void next()
        }}
      >
        <Stack gap="sm">
          <div>
            <Title order={2}>{words.title}</Title>
            {'lead' in words ? (
              <Text size="sm" c="dimmed">
                {words.lead}
              </Text>
            ) : null}
          </div>
          {page === 0 ? <OfficeStep form={form} /> : null}
          {page === 1 ? <HeadStep form={form} /> : null}
          {page === 2 ? <UserStep form={form} /> : null}
          {page === 3 ? <ModeStep form={form} /> : null}
          <ErrorBox error={error} />
          <Group justify="space-between">
            {page === 0 ? (
              <span />
            ) : (
              <Button variant="default" onClick={() => setPage(page - 1)}>
                {common.back}
              </Button>
            )}
            <Button type="submit">{page === pageFields.length - 1 ? firstStartTexts.mode.start : common.next}</Button>
          </Group>
        </Stack>
      </form>
    </FrontPage>
  )
}
