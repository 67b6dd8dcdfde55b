import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import type { FamilyDetail, FamilyMemberView } from '../../../shared/contract/families.ts'
import { familyTexts } from '../../texts/families.ts'
import {
  BirthDialog,
  HeadDialog,
  HouseholdDialog,
  LeaveHouseholdDialog,
  MoveDialog,
  NumberDialog,
  RelationDialog,
  SplitDialog,
} from './family-dialogs.tsx'
import { AddMemberDialog, DeathDialog, JoinDialog, MoveMemberDialog } from './member-dialogs.tsx'

/** What can be recorded for a family, and for one member. */
export type FamilyAction = 'head' | 'move' | 'split' | 'birth' | 'add' | 'number' | 'household' | 'household-left'
export type MemberAction = 'member-move' | 'join' | 'death' | 'relation'
/** The dialog that is open. */
export type Opened = { action: FamilyAction } | { action: MemberAction; member: FamilyMemberView } | null

const possible = (family: FamilyDetail): FamilyAction[] => {
  const household: FamilyAction = family.household === null ? 'household' : 'household-left'
  const several = family.members.length + family.hidden > 1
  if (family.state === 'ended') return ['add']
  if (family.state === 'moved') return ['move']
  return ['birth', ...(several ? (['head', 'split'] as const) : []), 'move', 'add', 'number', household]
}

/** Button with everything that can be recorded for the whole family. */
export const FamilyMenu = (props: { family: FamilyDetail; onOpen(opened: Opened): void }) => (
  <Menu position="bottom-end" width={240}>
    <Menu.Target>
      <Button leftSection={<IconPlus size={18} aria-hidden />}>{familyTexts.page.actions}</Button>
    </Menu.Target>
    <Menu.Dropdown>
      {possible(props.family).map((action) => (
        <Menu.Item key={action} onClick={() => props.onOpen({ action })}>
          {familyTexts.actions[action]}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
)

const memberActions: readonly MemberAction[] = ['death', 'member-move', 'join', 'relation']

/** Button of one member's row. */
export const MemberMenu = (props: { member: FamilyMemberView; onOpen(opened: Opened): void }) => (
  <Menu position="bottom-end" width={220}>
    <Menu.Target>
      <ActionIcon variant="subtle" size={32} aria-label={familyTexts.page.memberActions(props.member.name)}>
        <IconDots size={18} aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      {memberActions.map((action) => (
        <Menu.Item key={action} onClick={() => props.onOpen({ action, member: props.member })}>
          {familyTexts.actions[action]}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
)

const ofFamily = {
  head: HeadDialog,
  move: MoveDialog,
  split: SplitDialog,
  birth: BirthDialog,
  number: NumberDialog,
  household: HouseholdDialog,
  'household-left': LeaveHouseholdDialog,
  add: AddMemberDialog,
}

/** The open dialog. */
export const FamilyDialogs = (props: { family: FamilyDetail; opened: Opened; onClose(): void }) => {
  const { family, opened, onClose } = props
  if (opened === null) return null
  if (!('member' in opened)) {
    const Dialog = ofFamily[opened.action]
    return <Dialog family={family} onClose={onClose} />
  }
  const { personId, name, openCases } = opened.member
  const subject = { personId, name, openCases, version: family.version, family }
  if (opened.action === 'relation') return <RelationDialog family={family} personId={personId} onClose={onClose} />
  if (opened.action === 'death') return <DeathDialog of={subject} onClose={onClose} />
  if (opened.action === 'join') return <JoinDialog of={subject} onClose={onClose} />
  return <MoveMemberDialog of={subject} onClose={onClose} />
}
