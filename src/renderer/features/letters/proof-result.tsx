import { Button, Group, Text, TextInput, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle, type IconProps } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ComponentType, type FormEvent, useState } from 'react'
import type { LetterCheck, ProofVerdict } from '../../../shared/contract/letter-proofs.ts'
import type { Tone } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { longDate } from '../../lib/format.ts'
import { letterProofTexts as words } from '../../texts/letter-proofs.ts'
import styles from './letters.module.css'

const looks: Record<ProofVerdict, { tone: Tone; icon: ComponentType<IconProps> }> = {
  genuine: { tone: 'ok', icon: IconCircleCheck },
  changed: { tone: 'danger', icon: IconCircleX },
  unknown: { tone: 'warning', icon: IconAlertTriangle },
  uncheckable: { tone: 'neutral', icon: IconHelpCircle },
}

/** A genuine letter that no longer holds, or was made for practice, must not look like one that counts. */
const lookOf = (result: LetterCheck): (typeof looks)[ProofVerdict] =>
  result.verdict === 'genuine' && result.letter?.state === 'cancelled'
    ? looks.changed
    : result.verdict === 'genuine' && (result.letter?.expired === true || result.practice)
      ? looks.unknown
      : looks[result.verdict]

const verdictOf = (result: LetterCheck): string => {
  const word = words.verdicts[result.verdict]
  if (result.verdict !== 'genuine') return word
  if (result.letter?.state === 'cancelled') return words.genuineBut.cancelled
  if (result.letter?.expired === true) return words.genuineBut.expired
  return result.practice ? words.genuineBut.practice : word
}

type Item = { label: string; value: string }

const { fields } = words

const fromRegister = (letter: NonNullable<LetterCheck['letter']>): Item[] => [
  { label: fields.kind, value: letter.kindName },
  { label: fields.number, value: letter.number ?? words.openNumber },
  { label: fields.date, value: longDate(letter.letterDate) },
  ...(letter.name === null || letter.name === '' ? [] : [{ label: fields.name, value: letter.name }]),
  { label: fields.state, value: words.states[letter.state === 'printed' && letter.expired ? 'expired' : letter.state] },
  ...(letter.validUntil === null
    ? []
    : [
        {
          label: fields.validUntil,
          value: letter.expired ? words.expired(longDate(letter.validUntil)) : longDate(letter.validUntil),
        },
      ]),
  ...(letter.newer === null
    ? []
    : [
        {
          label: fields.newer,
          value: words.newerLine(letter.newer.number ?? words.openNumber, longDate(letter.newer.letterDate)),
        },
      ]),
  { label: fields.code, value: letter.code === '' ? words.noCode : letter.code },
]

const fromCode = (claims: NonNullable<LetterCheck['claims']>): Item[] => [
  { label: fields.office, value: [claims.officeName, claims.districtName].filter((part) => part !== '').join(', ') },
  { label: fields.kind, value: claims.kind },
  { label: fields.number, value: claims.number === '' ? words.openNumber : claims.number },
  { label: fields.date, value: longDate(claims.letterDate) },
]

/** What a letter is worth, in one word, a sentence, and what the register or the code says of it. */
export const ProofResult = (props: { result: LetterCheck; asked: string; busy: boolean; onName(name: string): void }) => {
  const { result } = props
  const { claims, letter } = result
  const { tone, icon: Icon } = lookOf(result)
  const items = letter !== null ? fromRegister(letter) : claims !== null ? fromCode(claims) : []
  return (
    <section className={`card ${styles.verdict}`} data-tone={tone} aria-live="polite" aria-labelledby="hasil-periksa">
      <Group gap="sm" wrap="nowrap" align="center">
        <Icon size={36} aria-hidden />
        <Title order={2} id="hasil-periksa" data-testid="proof-verdict" data-reason={result.reason}>
          {verdictOf(result)}
        </Title>
      </Group>
      <Text mt={4}>{words.reasons[result.reason]}</Text>
      {result.reason === 'other-office' && claims !== null ? (
        <Text mt={4}>{words.missingKey(claims.districtName, claims.keyId)}</Text>
      ) : null}
      {result.nameFits === true ? <Text mt={4}>{words.nameFits}</Text> : null}
      {items.length === 0 ? null : (
        <div className={styles.said}>
          <ValueList items={items} />
        </div>
      )}
      {letter?.id == null ? null : (
        <Link to="/surat/$id" params={{ id: String(letter.id) }}>
          {words.open}
        </Link>
      )}
      {result.reason === 'signed' || result.reason === 'name' ? <NameForm busy={props.busy} onName={props.onName} /> : null}
      <Text size="xs" c="dimmed" mt="xs" className={styles.hash}>
        {words.asked(props.asked)}
      </Text>
    </section>
  )
}

const NameForm = (props: { busy: boolean; onName(name: string): void }) => {
  const [name, setName] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') props.onName(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="xs" mt="xs">
        <TextInput
          w={320}
          label={words.nameBox}
          description={words.nameHint}
          value={name}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button variant="default" type="submit" loading={props.busy} disabled={name.trim() === ''}>
          {words.nameCheck}
        </Button>
      </Group>
    </form>
  )
}
