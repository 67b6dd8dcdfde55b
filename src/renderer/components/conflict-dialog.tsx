import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { conflictTexts as words } from '../texts/work.ts'
import styles from './conflict-dialog.module.css'

/** One field that differs between what somebody else saved and what is about to be saved. */
export interface ConflictField {
  key: string
  label: string
  /** What the form began with, and what stands there now, and what was typed; as people read it. */
  base: string
  theirs: string
  mine: string
  /** Who changed it and when; '' when only the reader did. */
  by: string
  at: string
  /** Long text: both may be joined by hand. */
  text?: boolean
}

/** What is used for a field: theirs, mine, or a text made of both. */
export type ConflictChoice = { use: 'theirs' } | { use: 'mine' } | { use: 'merged'; text: string }

const first = (field: ConflictField): ConflictChoice | null =>
  field.theirs === field.base
    ? { use: 'mine' }
    : field.mine === field.base || field.mine === field.theirs
      ? { use: 'theirs' }
      : null

/**
 * Two people changed the same record: shows per field what it was, what the other made of it, who and when, and what is
 * about to be saved, and lets the second decide. Fields that only one of them changed are chosen already; for the others
 * nothing is chosen before the reader does.
 */
export const ConflictDialog = (props: {
  fields: readonly ConflictField[]
  /** What else happened to the record meanwhile, one line each. */
  others?: readonly string[]
  saving: boolean
  onResolve(choices: Readonly<Record<string, ConflictChoice>>): void
  onClose(): void
}) => (
  <Modal opened onClose={props.onClose} title={words.title} size="xl">
    <ConflictForm {...props} />
  </Modal>
)

const ConflictForm = (props: Parameters<typeof ConflictDialog>[0]) => {
  const [choices, setChoices] = useState<Record<string, ConflictChoice | null>>(() =>
    Object.fromEntries(props.fields.map((field) => [field.key, first(field)])),
  )
  const choose = (key: string, choice: ConflictChoice): void => setChoices((before) => ({ ...before, [key]: choice }))
  const open = props.fields.some(({ key }) => choices[key] === null || choices[key] === undefined)
  const shown = (text: string): string => (text === '' ? words.blank : text)
  return (
    <Stack gap="sm">
      <Text size="sm">{words.intro}</Text>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.base}</th>
              <th scope="col">{words.theirs}</th>
              <th scope="col">{words.mine}</th>
            </tr>
          </thead>
          <tbody>
            {props.fields.map((field) => {
              const choice = choices[field.key]
              return (
                <tr key={field.key}>
                  <th scope="row">
                    {field.label}
                    {field.by === '' ? null : <span className={styles.by}>{words.by(field.by, field.at)}</span>}
                  </th>
                  <td>{shown(field.base)}</td>
                  <td>
                    <Radio
                      name={field.key}
                      label={shown(field.theirs)}
                      aria-label={words.takeTheirs(field.label)}
                      checked={choice?.use === 'theirs'}
                      onChange={() => choose(field.key, { use: 'theirs' })}
                    />
                  </td>
                  <td>
                    <Radio
                      name={field.key}
                      label={shown(field.mine)}
                      aria-label={words.takeMine(field.label)}
                      checked={choice?.use === 'mine'}
                      onChange={() => choose(field.key, { use: 'mine' })}
                    />
                    {field.text === true ? (
                      <>
                        <Radio
                          mt={6}
                          name={field.key}
                          label={words.merged}
                          aria-label={words.takeMerged(field.label)}
                          checked={choice?.use === 'merged'}
                          onChange={() => choose(field.key, { use: 'merged', text: `${field.theirs}\n${field.mine}`.trim() })}
                        />
                        {choice?.use === 'merged' ? (
                          <Textarea
                            mt={4}
                            autosize
                            minRows={2}
                            maxRows={8}
                            aria-label={`${words.merged}: ${field.label}`}
                            value={choice.text}
                            onChange={(event) => choose(field.key, { use: 'merged', text: event.currentTarget.value })}
                          />
                        ) : null}
                      </>
                    ) : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {props.others === undefined || props.others.length === 0 ? null : (
        <Text size="sm" c="dimmed">
          {words.other}: {props.others.join('; ')}
        </Text>
      )}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="var(--tone-warning-text)" role="status">
          {open ? words.undecided : ''}
        </Text>
        <Button
          disabled={open}
          loading={props.saving}
          onClick={() =>
            props.onResolve(
              Object.fromEntries(Object.entries(choices).flatMap(([key, one]) => (one === null ? [] : [[key, one]]))),
            )
          }
        >
          {words.confirm}
        </Button>
      </Group>
    </Stack>
  )
}
