import { Center, Loader } from '@mantine/core'
import { common } from '../texts/common.ts'

/** A wait of unknown length for a whole page. */
export const Loading = () => (
  <Center mih={160} role="status" aria-label={common.loading}>
    <Loader size="sm" />
  </Center>
)
