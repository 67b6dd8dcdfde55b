import { Alert, Select } from '@mantine/core'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { quickTexts } from '../../texts/quick-letters.ts'
import styles from './quick.module.css'
import { QuickField } from './quick-field.tsx'
import type { QuickSetupHandle } from './use-quick-setup.ts'

const words = quickTexts.setup

/** What stays from one person to the next: kind, purpose, signatory, and the fields that the kind keeps. */
export const QuickSetupStrip = ({ setup, onPurpose }: { setup: QuickSetupHandle; onPurpose(): void }) => {
  const { work } = setup
  if (work === null) return <Alert color="yellow">{words.noKinds}</Alert>
  const { kind } = work
  return (
    <section className={`card ${styles.setup}`} aria-label={words.title}>
      <Select
        id="cepat-jenis"
        label={words.kind}
        data={setup.kinds.map(({ key, name }) => ({ value: key, label: name }))}
        value={kind.key}
        allowDeselect={false}
        onChange={(key) => (key === null ? undefined : setup.setKind(key))}
      />
      {kind.purposes.length === 0 ? null : (
        <Select
          id="cepat-keperluan"
          className={styles.purpose}
          label={words.purpose}
          placeholder={words.pick}
          data={kind.purposes.map(({ key, label, maxDecile }) => ({
            value: key,
            label: letterKindTexts.field.maxDecile(label, maxDecile),
          }))}
          value={work.purpose === '' ? null : work.purpose}
          allowDeselect={false}
          onChange={(key) => {
            if (key === null) return
            setup.setPurpose(key)
            onPurpose()
          }}
        />
      )}
      {setup.signatories.length === 0 ? (
        <Alert color="yellow">{words.noSignatory}</Alert>
      ) : (
        <Select
          label={words.signatory}
          data={setup.signatories.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={work.signatoryId === null ? null : String(work.signatoryId)}
          allowDeselect={false}
          onChange={(id) => (id === null ? undefined : setup.setSignatory(Number(id)))}
        />
      )}
      {kind.fields
        .filter(({ keep }) => keep)
        .map((field) => (
          <QuickField
            key={field.name}
            field={field}
            value={work.kept[field.name] ?? ''}
            onChange={(value) => setup.setField(field.name, value)}
          />
        ))}
    </section>
  )
}
