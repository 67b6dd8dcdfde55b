import { Group, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import styles from './page.module.css'

/**
 * Frame of every screen: title, one primary action at the right, optional filter bar, content.
 * `fill` gives the content the rest of the window's height (for a DataTable); else the page scrolls.
 */
export const Page = (props: {
  title: string
  /** Small line beside the title: number, state badge. */
  beside?: ReactNode
  /** One primary button; others behind a menu. */
  action?: ReactNode
  /** Line of links to the neighbouring screens. */
  tabs?: ReactNode
  filters?: ReactNode
  fill?: boolean
  children: ReactNode
}) => {
  useDocumentTitle(`${props.title} · Loket SLRT`)
  return (
    <div className={props.fill === true ? `${styles.page} ${styles.fill}` : styles.page}>
      <Group justify="space-between" wrap="nowrap" gap="md" className={styles.head}>
        <Group gap="sm" wrap="nowrap" className={styles.title}>
          <Title order={1}>{props.title}</Title>
          {props.beside}
        </Group>
        {props.action === undefined ? null : (
          <Group gap="xs" wrap="nowrap" className="no-print">
            {props.action}
          </Group>
        )}
      </Group>
      {props.tabs === undefined ? null : <div className="no-print">{props.tabs}</div>}
      {props.filters === undefined ? null : (
        <Group gap="xs" align="end" className={`${styles.filters} no-print`}>
          {props.filters}
        </Group>
      )}
      <div className={styles.content}>{props.children}</div>
    </div>
  )
}

/** A titled box on a page. */
export const Section = (props: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section className="card">
    <Group justify="space-between" mb="xs" wrap="nowrap">
      <Title order={2}>{props.title}</Title>
      {props.action}
    </Group>
    {props.children}
  </section>
)
