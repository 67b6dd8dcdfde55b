import { ActionIcon, Button, Group, Menu, Modal, Tooltip } from '@mantine/core'
import { IconChevronDown, IconHelp, IconKey, IconLogout, IconUser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { call } from '../lib/api.ts'
import { flushDrafts } from '../lib/draft-store.ts'
import { useSession } from '../lib/session.ts'
import { toast } from '../lib/toast.ts'
import { clearDrafts } from '../lib/use-draft.ts'
import { appTexts } from '../texts/app.ts'
import { ChangePasswordForm } from './change-password.tsx'

/** Who is signed in, with password and sign-out; and the help button. */
export const UserMenu = (props: { onHelp(): void; beside?: ReactNode }) => {
  const { session } = useSession()
  const client = useQueryClient()
  const [changing, setChanging] = useState(false)
  const signOut = async (): Promise<void> => {
    try {
      await flushDrafts()
      await call('users.signOut', {})
    } catch (error) {
      toast.error(error)
      return
    }
    // The next user of this desk finds neither half-filled forms nor people in memory.
    clearDrafts()
    client.clear()
    window.location.hash = '#/'
    window.location.reload()
  }
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {props.beside}
      <Tooltip label={appTexts.help}>
        <ActionIcon variant="subtle" size={36} aria-label={appTexts.help} onClick={props.onHelp}>
          <IconHelp size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={220} withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            leftSection={<IconUser size={18} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {session.displayName}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session.roleNames.join(', ')}</Menu.Label>
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => setChanging(true)}>
            {appTexts.changePassword}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
            {appTexts.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={changing} onClose={() => setChanging(false)} title={appTexts.changePassword}>
        <ChangePasswordForm
          onDone={() => {
            setChanging(false)
            toast.done('Kata sandi sudah diganti.')
          }}
        />
      </Modal>
    </Group>
  )
}
