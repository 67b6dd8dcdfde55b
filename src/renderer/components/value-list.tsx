import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { common } from '../texts/common.ts'
import styles from './value-list.module.css'

/** Label and value pairs, in one or two columns; empty values say so. */
export const ValueList = (props: {
  items: { label: string; value: ReactNode; hint?: string | undefined }[]
  columns?: 1 | 2
}) => (
  <dl className={props.columns === 2 ? `${styles.list} ${styles.two}` : styles.list}>
    {props.items.map((item) => (
      <div key={item.label} className={styles.pair} title={item.hint}>
        <dt>{item.label}</dt>
        <dd>
          {item.value === '' || item.value === null || item.value === undefined ? (
            <Text span size="sm" c="dimmed">
              {common.emptyValue}
            </Text>
          ) : (
            item.value
          )}
        </dd>
      </div>
    ))}
  </dl>
)
