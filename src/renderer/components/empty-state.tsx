import { EmptyState as MantineEmptyState } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** An empty list that teaches: what belongs here and how it begins. `children` are buttons or links. */
export const EmptyState = (props: { title: string; text?: ReactNode; icon?: ReactNode; children?: ReactNode }) => (
  <div className="card" style={{ paddingBlock: 32 }}>
    <MantineEmptyState
      icon={props.icon ?? <IconInbox size={32} stroke={1.5} aria-hidden />}
      title={props.title}
      description={props.text}
    >
      {props.children === undefined ? null : <MantineEmptyState.Actions>{props.children}</MantineEmptyState.Actions>}
    </MantineEmptyState>
  </div>
)
