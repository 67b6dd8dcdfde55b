import { ActionIcon, Button, Group, Select, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  asCase,
  copyOf,
  type FormField,
  fieldsOf,
  type Json,
  type JsonObject,
  moved,
  type Path,
} from '../../../../shared/domain/definition-form.ts'
import { StatusBadge } from '../../../components/status-badge.tsx'
import { useRowNames } from '../../../lib/rows.ts'
import { formTexts as words } from '../../../texts/settings-forms/form.ts'
import { type FieldProps, FieldView, useShared } from './field-view.tsx'
import styles from './form.module.css'
import { GroupView } from './group-view.tsx'
import { dotted, fieldId, problemsBelow, usePlace, useScope } from './scope.ts'
import { summaryOf } from './summary.ts'

/** Rows drawn at once; long code lists would take seconds. */
const page = 60

/** A list of things: rows with one line each that open, move and go. */
export const ListView = (props: FieldProps<Extract<FormField, { type: 'list' }>>) => {
  const { field, path, value, near } = props
  const scope = useScope()
  const { said, hints, readOnly, shared } = useShared(path, near)
  const items = Array.isArray(value) ? value : []
  const { names, setNames, fresh } = useRowNames(items.length)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [most, setMost] = useState(page)
  const [gone, setGone] = useState<{ item: Json; at: number; title: string } | null>(null)
  const [focus, setFocus] = useState<number | null>(null)
  const flat = field.item.type !== 'group' && field.item.type !== 'variants'
  const noun = said.item ?? words.item
  const at = dotted(path)

  // Somebody asked for a place inside this list: open the row it stands in, once.
  const revealed = scope.reveal
  const answered = useRef(0)
  useEffect(() => {
    if (revealed === null || revealed.at === answered.current || !revealed.path.startsWith(`${at}.`)) return
    answered.current = revealed.at
    const index = Number(revealed.path.slice(at.length + 1).split('.')[0])
    const name = names[index]
    if (name === undefined) return
    setMost((now) => Math.max(now, index + 1))
    setOpen((now) => new Set([...now, name]))
  }, [revealed, at, names])

  // After a move or an addition the cursor goes along.
  useEffect(() => {
    if (focus === null) return
    const row = document.getElementById(`${fieldId(path)}-row-${focus}`)
    const input = row?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')
    const head = row?.querySelector<HTMLElement>('button')
    ;(open.has(focus) && input !== null ? input : (head ?? input))?.focus()
    setFocus(null)
  }, [focus, open, path])

  const put = (next: Json[]): void => props.onChange(next)
  const titleOf = (item: Json, index: number): string => {
    const summary = flat
      ? Array.isArray(item)
        ? item.join(' | ')
        : String(item ?? '')
      : (hints.summary?.(item as JsonObject, scope.lists) ?? summaryOf(scope.words, [...path, index], field.item, item))
    return summary === '' ? words.newItem(`${noun[0]?.toUpperCase()}${noun.slice(1)}`) : summary
  }
  const move = (from: number, to: number): void => {
    if (readOnly || to < 0 || to >= items.length) return
    const name = names[from]
    setNames(moved(names, from, to))
    put(moved(items, from, to))
    if (name !== undefined) setFocus(name)
  }
  const insert = (item: Json, index: number, opened: boolean): void => {
    const name = fresh()
    setNames([...names.slice(0, index), name, ...names.slice(index)])
    put([...items.slice(0, index), item, ...items.slice(index)])
    setMost((now) => Math.max(now, index + 1))
    if (opened) setOpen((now) => new Set([...now, name]))
    setFocus(name)
  }
  const remove = (index: number): void => {
    const item = items[index]
    if (item === undefined) return
    setGone({ item, at: index, title: titleOf(item, index) })
    setNames(names.filter((_, other) => other !== index))
    put(items.filter((_, other) => other !== index))
  }
  const toggle = (name: number): void =>
    setOpen((now) => (now.has(name) ? new Set([...now].filter((one) => one !== name)) : new Set([...now, name])))
  const keys = (event: KeyboardEvent, index: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
  }
  const full = field.most !== null && items.length >= field.most

  return (
    <div id={shared.id} tabIndex={-1}>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text fw={600} size="sm">
          {shared.label} <span className="numeric">({items.length})</span>
        </Text>
        {readOnly || items.length < 2 ? null : (
          <Text size="xs" c="dimmed">
            {words.moveHint}
          </Text>
        )}
      </Group>
      {shared.description === undefined ? null : (
        <Text size="xs" c="dimmed" mb={4}>
          {shared.description}
        </Text>
      )}
      {shared.error === undefined ? null : (
        <Text size="xs" c="var(--tone-danger-text)" mb={4}>
          {shared.error}
        </Text>
      )}
      <ol className={styles.rows}>
        {items.slice(0, most).map((item, index) => {
          const name = names[index] ?? 0
          const title = titleOf(item, index)
          const wrong = problemsBelow(scope.problems, [...path, index])
          const opened = open.has(name)
          return (
            <li key={name} id={`${fieldId(path)}-row-${name}`} className={styles.row} data-problem={wrong > 0}>
              <div className={styles.head}>
                {flat ? (
                  <div className={styles.flat}>
                    <FlatItem
                      field={field.item}
                      path={[...path, index]}
                      value={item}
                      title={`${shared.label} ${index + 1}`}
                      onKeys={(event) => keys(event, index)}
                    />
                  </div>
                ) : (
                  <button
                    type="button"
                    className={styles.summary}
                    aria-expanded={opened}
                    aria-keyshortcuts={readOnly ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
                    onClick={() => toggle(name)}
                    onKeyDown={(event) => keys(event, index)}
                  >
                    {opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
                    <span className="numeric">{index + 1}.</span>
                    <span className={styles.summaryText}>{title}</span>
                    {wrong === 0 ? null : <StatusBadge tone="danger">{words.wrong(wrong)}</StatusBadge>}
                  </button>
                )}
                {readOnly ? null : (
                  <RowButtons
                    title={title}
                    first={index === 0}
                    last={index === items.length - 1}
                    onUp={() => move(index, index - 1)}
                    onDown={() => move(index, index + 1)}
                    onRemove={() => remove(index)}
                  />
                )}
              </div>
              {opened && !flat ? (
                <div className={styles.inside}>
                  <ItemView field={field.item} path={[...path, index]} value={item} />
                </div>
              ) : null}
            </li>
          )
        })}
      </ol>
      {items.length === 0 && readOnly ? (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : null}
      <Group gap="xs" mt={4}>
        {items.length > most ? (
          <Button size="compact-sm" variant="subtle" onClick={() => setMost(most + page)}>
            {words.moreRows(Math.min(page, items.length - most))}
          </Button>
        ) : null}
        {readOnly || full ? null : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => insert(copyOf(field.item.fresh), items.length, true)}
          >
            {words.add(noun)}
          </Button>
        )}
        {gone === null ? null : (
          <Text size="sm" role="status">
            {words.removed(gone.title)}{' '}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                insert(gone.item, Math.min(gone.at, items.length), false)
                setGone(null)
              }}
            >
              {words.putBack}
            </Button>
          </Text>
        )}
      </Group>
    </div>
  )
}

const RowButtons = (props: { title: string; first: boolean; last: boolean; onUp(): void; onDown(): void; onRemove(): void }) => {
  const { title } = props
  const look = { size: 34, variant: 'subtle', color: 'gray.7', className: styles.button } as const
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon {...look} disabled={props.first} aria-label={words.up(title)} onClick={props.onUp}>
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} disabled={props.last} aria-label={words.down(title)} onClick={props.onDown}>
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={words.remove(title)} onClick={props.onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

/** An item that is one box itself: a choice in an ordered list, the cells of a row. */
const FlatItem = (props: { field: FormField; path: Path; value: Json; title: string; onKeys(event: KeyboardEvent): void }) => {
  const scope = useScope()
  const { said, problem } = usePlace(props.path)
  if (props.field.type === 'choice')
    return (
      <Select
        aria-label={props.title}
        id={fieldId(props.path)}
        data={props.field.options.map((option) => ({ value: option, label: said.options?.[option] ?? option }))}
        value={typeof props.value === 'string' ? props.value : null}
        onChange={(next) => scope.edit(props.path, () => next)}
        onKeyDownCapture={props.onKeys}
        allowDeselect={false}
        readOnly={scope.readOnly}
        placeholder={words.choose}
        error={problem}
      />
    )
  return (
    <FieldView
      field={props.field}
      path={props.path}
      value={props.value}
      near={{}}
      onChange={(next) => scope.edit(props.path, () => next)}
    />
  )
}

/** The fields of an item; where there are several shapes, the shape first. */
const ItemView = (props: { field: FormField; path: Path; value: Json }) => {
  const { field, path, value } = props
  const scope = useScope()
  const item = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as JsonObject
  return (
    <>
      {field.type === 'variants' ? (
        <div style={{ marginBottom: 10, maxWidth: 340 }}>
          <FieldView
            field={{ type: 'choice', options: field.cases.map((one) => one.value), nullable: false, fresh: null }}
            path={[...path, field.by]}
            value={item[field.by]}
            near={item}
            onChange={(next) => scope.edit(path, () => asCase(field, item, String(next)))}
          />
        </div>
      ) : null}
      <GroupView fields={fieldsOf(field, item)} path={path} value={item} />
    </>
  )
}
