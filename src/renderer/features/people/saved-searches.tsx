import { ActionIcon, Button, Checkbox, Group, Menu, Modal, Popover, TextInput } from '@mantine/core'
import { IconBookmark, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { PeopleFilter } from '../../../shared/contract/people.ts'
import type { SavedSearch } from '../../../shared/contract/saved-searches.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { peopleTexts } from '../../texts/people.ts'

const words = peopleTexts.saved

/** What the list shows at the moment. */
export interface Asked {
  text: string
  region: string | null
  filter: PeopleFilter
}

/** Name and sharing of a search; empty name = nothing to save. */
const SaveForm = (props: { name: string; shared: boolean; onSave(name: string, shared: boolean): void }) => {
  const may = useMay()
  const [name, setName] = useState(props.name)
  const [shared, setShared] = useState(props.shared)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') props.onSave(name.trim(), shared)
      }}
    >
      <TextInput
        label={words.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        required
      />
      {may('people.write') ? (
        <Checkbox mt="xs" label={words.share} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      ) : null}
      <Button mt="xs" size="compact-md" type="submit">
        {words.save}
      </Button>
    </form>
  )
}

const Saved = (props: { search: SavedSearch; onOpen(asked: Asked): void }) => {
  const may = useMay()
  const update = useCommand('savedSearches.update')
  const remove = useCommand('savedSearches.remove')
  const [renaming, setRenaming] = useState(false)
  const { id, version, name, shared, pinned, own, text, region, filter } = props.search
  const failed = { onError: toast.error }
  return (
    <Group gap={0} wrap="nowrap">
      <Button size="compact-md" variant="light" onClick={() => props.onOpen({ text, region, filter })}>
        {name}
      </Button>
      {own || may('office.write') ? (
        <>
          <Menu withinPortal={false} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <ActionIcon variant="subtle" size={32} aria-label={words.more(name)}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {own ? <Menu.Item onClick={() => setRenaming(true)}>{words.rename}</Menu.Item> : null}
              {own ? (
                <Menu.Item onClick={() => update.mutate({ id, version, name, shared, pinned: !pinned }, failed)}>
                  {pinned ? words.unpin : words.pin}
                </Menu.Item>
              ) : null}
              <Menu.Item c="var(--tone-danger-text)" onClick={() => remove.mutate({ id }, failed)}>
                {words.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Modal opened={renaming} onClose={() => setRenaming(false)} title={words.rename}>
            <SaveForm
              name={name}
              shared={shared}
              onSave={(to, all) =>
                update.mutate(
                  { id, version, name: to, shared: all, pinned },
                  { onSuccess: () => setRenaming(false), onError: toast.error },
                )
              }
            />
          </Modal>
        </>
      ) : null}
    </Group>
  )
}

/** Kept searches as buttons over the list, those not pinned behind a menu; nothing when none is kept. */
export const SavedSearches = (props: { onOpen(asked: Asked): void }) => {
  const items = useCall('savedSearches.list', {}).data?.items ?? []
  const others = items.filter(({ pinned }) => !pinned)
  if (items.length === 0) return null
  return (
    <Group gap="xs" aria-label={words.title} role="group">
      {items
        .filter(({ pinned }) => pinned)
        .map((search) => (
          <Saved key={search.id} search={search} onOpen={props.onOpen} />
        ))}
      {others.length === 0 ? null : (
        <Popover shadow="md" trapFocus returnFocus withinPortal={false}>
          <Popover.Target>
            <Button size="compact-md" variant="default">
              {words.others(others.length)}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            {others.map((search) => (
              <Saved key={search.id} search={search} onOpen={props.onOpen} />
            ))}
          </Popover.Dropdown>
        </Popover>
      )}
    </Group>
  )
}

/** Keeps what the list shows at the moment under a name. */
export const KeepSearch = (props: { asked: Asked }) => {
  const create = useCommand('savedSearches.create')
  const [saving, setSaving] = useState(false)
  return (
    <Popover opened={saving} onChange={setSaving} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size={18} aria-hidden />} onClick={() => setSaving(!saving)}>
          {words.keep}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SaveForm
          name=""
          shared={false}
          onSave={(name, shared) =>
            create.mutate(
              { ...props.asked, name, shared },
              {
                onSuccess: () => {
                  toast.done(words.done)
                  setSaving(false)
                },
                onError: toast.error,
              },
            )
          }
        />
      </Popover.Dropdown>
    </Popover>
  )
}
