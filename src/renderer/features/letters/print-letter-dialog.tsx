import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { NumberChoice } from '../../../shared/contract/letters.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { longDate } from '../../lib/format.ts'
import { common } from '../../texts/common.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.detail

/** What number the letter gets, what has to be asked before it does, and the last word before the print. */
export const PrintLetterDialog = (props: {
  next: OutputOf<'letters.nextNumber'>
  /** What was chosen before, and why it was refused. */
  before: { choice: NumberChoice; refused: AppError } | null
  onClose(): void
  onPrint(choice: NumberChoice): void
}) => {
  const { next, before } = props
  const navigate = useNavigate()
  const [way, setWay] = useState<'next' | 'insert'>(next.insert === null ? 'next' : 'insert')
  const [typed, setTyped] = useState(before?.choice.typed ?? '')
  const [reason, setReason] = useState(before?.choice.reason ?? '')
  const [tried, setTried] = useState(false)
  const refused = before?.refused.data
  const asksReason = next.asks !== null || refused?.code === 'CONFIRM'
  const reasonMissing = asksReason && reason.trim() === ''
  if (next.problem !== null)
    return (
      <Modal opened onClose={props.onClose} title={words.notYetTitle} centered>
        <Stack gap="sm">
          <Alert color="red" role="alert" title={next.problem.message}>
            {next.problem.hint}
          </Alert>
          <Group justify="flex-end" gap="xs">
            <Button variant={next.problem.field === null ? 'default' : 'filled'} onClick={props.onClose} data-autofocus>
              {common.close}
            </Button>
            {next.problem.field === null ? (
              <Button onClick={() => void navigate({ to: '/surat/penomoran' })}>{words.toNumbering}</Button>
            ) : null}
          </Group>
        </Stack>
      </Modal>
    )
  const print = (): void => {
    setTried(true)
    if (reasonMissing) return
    props.onPrint({
      insertAfter: next.asks !== null && way === 'insert' ? (next.insert?.after ?? null) : null,
      typed: typed.trim(),
      reason: reason.trim(),
    })
  }
  return (
    <Modal opened onClose={props.onClose} title={words.printTitle} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          print()
        }}
      >
        <Stack gap="sm">
          {refused === undefined ? null : (
            <Alert color={refused.code === 'CONFIRM' ? 'yellow' : 'red'} role="alert" title={refused.message}>
              {refused.hint}
            </Alert>
          )}
          {next.number !== null && (next.asks === null || next.insert === null) && next.source !== 'typed' ? (
            <Text size="sm">
              {words.printNumber}{' '}
              <strong className="numeric" data-testid="next-number">
                {next.number}
              </strong>
              {next.left === null ? '' : ` · ${words.printLeft(next.left)}`}
            </Text>
          ) : null}
          {next.source === 'typed' ? (
            <TextInput
              label={words.typedNumber}
              description={words.typedNumberHint}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
              autoComplete="off"
              maxLength={80}
            />
          ) : null}
          {next.asks === null ? null : (
            <>
              <Alert color="yellow" role="alert" title={words.dateAsks[next.asks]}>
                {next.last === null ? words.dateAskHint : words.dateAskLast(next.last.number, longDate(next.last.letterDate))}
              </Alert>
              {next.insert === null || next.number === null ? null : (
                <Radio.Group
                  value={way}
                  onChange={(value) => setWay(value === 'insert' ? 'insert' : 'next')}
                  label={words.numberWay}
                >
                  <Stack gap={6} mt={4}>
                    <Radio value="insert" label={words.numberInsert(next.insert.number, next.insert.afterNumber)} />
                    <Radio value="next" label={words.numberNext(next.number)} />
                  </Stack>
                </Radio.Group>
              )}
            </>
          )}
          {asksReason ? (
            <TextInput
              label={words.numberReason}
              description={words.numberReasonHint}
              required
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={tried && reasonMissing ? words.cancelReasonMissing : undefined}
              maxLength={300}
              autoComplete="off"
              {...(next.source === 'typed' ? {} : { 'data-autofocus': true })}
            />
          ) : null}
          <Text size="sm">{next.source === 'typed' ? words.printTextTyped : words.printText}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" {...(next.source === 'typed' || asksReason ? {} : { 'data-autofocus': true })}>
              {next.source === 'typed' && typed.trim() === '' ? words.printOpen : words.printConfirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
