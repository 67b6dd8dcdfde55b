import { Button, Group, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonDetail } from '../../../shared/contract/people.ts'
import { useMay } from '../../lib/session.ts'
import { familyTexts } from '../../texts/families.ts'
import { DeathDialog, JoinDialog, MoveMemberDialog, OpenDialog } from './member-dialogs.tsx'

const dialogs = { open: OpenDialog, join: JoinDialog, 'member-move': MoveMemberDialog, death: DeathDialog }
type Action = keyof typeof dialogs

/** On a person's page: the way to the family, or what can be recorded for somebody who stands on no card. */
export const PersonFamily = ({ person }: { person: PersonDetail }) => {
  const may = useMay()
  const [action, setAction] = useState<Action | null>(null)
  const present = person.memberships.find(({ toDate }) => toDate === null)
  if (present !== undefined)
    return (
      <Link to="/keluarga/$id" params={{ id: String(present.familyId) }}>
        {familyTexts.person.open}
      </Link>
    )
  if (!may('people.write') || person.lifeStatus === 'dead') return null
  const Dialog = action === null ? null : dialogs[action]
  const openCases = person.cases.filter(({ open }) => open).length
  return (
    <Group gap="xs">
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {familyTexts.person.menu}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(dialogs) as Action[]).map((one) => (
            <Menu.Item key={one} onClick={() => setAction(one)}>
              {familyTexts.actions[one]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {Dialog === null ? null : (
        <Dialog
          of={{ personId: person.id, name: person.name, version: person.version, family: null, openCases }}
          onClose={() => setAction(null)}
        />
      )}
    </Group>
  )
}
