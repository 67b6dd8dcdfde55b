import { notifications } from '@mantine/notifications'
import { toAppError } from './transport.ts'

/** Short messages at the lower right. An error that belongs to a form or a page goes into an ErrorBox, not here. */
export const toast = {
  done: (message: string): void => void notifications.show({ message, color: 'laut', autoClose: 4000, role: 'status' }),
  error: (error: unknown): void => {
    const { message, hint, ref } = toAppError(error).data
    const code = ref === undefined ? '' : ` (rujukan ${ref})`
    notifications.show({ title: message, message: `${hint ?? ''}${code}`, color: 'red', autoClose: 12_000 })
  },
}
