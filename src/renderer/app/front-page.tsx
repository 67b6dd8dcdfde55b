import { Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { appTexts } from '../texts/app.ts'
import styles from './front-page.module.css'

/** Frame of the pages before the app itself: sign-in, unlock, first start. */
export const FrontPage = (props: {
  title: string
  lead?: ReactNode
  width?: number
  practice?: boolean
  children: ReactNode
}) => {
  useDocumentTitle(`${props.title} · Loket SLRT`)
  return (
    <main className={styles.page}>
      <div className={styles.box} style={{ width: props.width ?? 420 }}>
        <Text fw={700} c="laut.7" mb={4}>
          {appTexts.name}
          {props.practice === true ? ` · ${appTexts.practice}` : ''}
        </Text>
        <Title order={1}>{props.title}</Title>
        {props.lead === undefined ? null : (
          <Text size="sm" c="dimmed" component="div" mt={4}>
            {props.lead}
          </Text>
        )}
        <Stack gap="sm" mt="md">
          {props.children}
        </Stack>
      </div>
    </main>
  )
}
