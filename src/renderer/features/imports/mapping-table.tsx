import { Button, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type {
  Confidence,
  ImportMappingBody,
  InspectedSheet,
  MappingCheck,
  MappingTable,
} from '../../../shared/contract/mappings.ts'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import { MappingCodes } from './mapping-codes.tsx'
import { choose, type MappingFields, ownFieldChoice, withColumn } from './mapping-state.ts'
import styles from './mappings.module.css'

/** The choice "not used": a list entry, so that it is reached by keyboard like any other. */
const unused = '-'
const tones: Record<Confidence, Tone> = { sure: 'ok', likely: 'info', unsure: 'warning', none: 'neutral' }
const groups = {
  identity: 'Identitas',
  family: 'Keluarga',
  place: 'Tempat tinggal',
  person: 'Keterangan warga',
  register: 'Data DTSEN dan program',
  extra: 'Keterangan tambahan',
}

/** One line for each column of the file: its letters, header, first values, and what it means. */
export const MappingTableView = (props: {
  index: number
  only: boolean
  table: MappingTable
  sheets: InspectedSheet[]
  check: MappingCheck | null
  fields: MappingFields
  body: ImportMappingBody
  onChange(body: ImportMappingBody): void
}) => {
  const { index, table, sheets, check, fields, body } = props
  const [codes, setCodes] = useState<number | null>(null)
  const columns = sheets[0]?.columns ?? []
  const options = useMemo(
    () => [
      {
        group: mappingTexts.column,
        items: [
          { value: unused, label: mappingTexts.ignore },
          { value: ownFieldChoice, label: mappingTexts.ownField },
        ],
      },
      ...(Object.keys(groups) as (keyof typeof groups)[]).map((group) => ({
        group: groups[group],
        items: fields.fields.filter((row) => row.group === group).map(({ field, label }) => ({ value: field, label })),
      })),
    ],
    [fields],
  )
  const listed = new Set(fields.fields.map(({ field }) => field))
  const title = `${props.only ? '' : `${mappingTexts.table(index + 1)}: `}${sheets.map(({ name }) => name).join(', ')}`
  return (
    <section>
      {props.only ? null : <h2 className={styles.heading}>{title}</h2>}
      <table className={styles.table} aria-label={props.only ? mappingTexts.title : title}>
        <thead>
          <tr>
            <th scope="col" className={styles.letters}>
              {mappingTexts.column}
            </th>
            <th scope="col">{mappingTexts.headerColumn}</th>
            <th scope="col">{mappingTexts.samples}</th>
            <th scope="col" className={styles.meaning}>
              {mappingTexts.meaning}
            </th>
            <th scope="col">{mappingTexts.notes}</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column, c) => {
            const seen = columns[c]
            const letters = seen?.letters ?? ''
            const guess = seen?.guess
            const found = check?.problems.filter((problem) => problem.table === index && problem.column === letters) ?? []
            const values = check?.codes.find((one) => one.table === index && one.column === letters)?.values ?? []
            const unknown = values.filter(({ stored }) => stored === null).length
            const row = fields.fields.find(({ field }) => field === column.field)
            const own = column.field !== null && !listed.has(column.field)
            const lists = [...new Set([...(column.values === null ? [] : [column.values]), ...(row?.lists ?? [])])]
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <tr key={c} data-unused={column.field === null}>
                <td className="numeric">{letters}</td>
                <td>
                  {column.header === '' ? <span className={styles.faint}>{mappingTexts.noHeader}</span> : column.header}
                  {guess === undefined || guess.mark === '' ? null : (
                    <div>
                      <StatusBadge tone="warning">{mappingTexts.marks[guess.mark]}</StatusBadge>
                    </div>
                  )}
                </td>
                <td>
                  <div className={styles.samples}>{seen?.samples.slice(0, 3).join(' · ')}</div>
                </td>
                <td>
                  <Select
                    aria-label={mappingTexts.meaningOf(letters, column.header)}
                    data={
                      own
                        ? [
                            {
                              group: mappingTexts.ownField,
                              items: [{ value: column.field as string, label: column.label || (column.field as string) }],
                            },
                            ...options,
                          ]
                        : options
                    }
                    value={column.field ?? unused}
                    onChange={(value) =>
                      props.onChange(
                        choose(body, { table: index, column: c, letters }, value === unused ? null : value, fields.fields),
                      )
                    }
                    searchable
                    allowDeselect={false}
                    size="sm"
                    nothingFoundMessage="Tidak ada isian dengan kata itu"
                  />
                  {column.kind === 'code' || column.kind === 'sex' ? (
                    <div className={styles.list}>
                      <Select
                        aria-label={mappingTexts.listOf(letters)}
                        size="xs"
                        data={lists.map((key) => ({
                          value: key,
                          label: fields.lists.find((list) => list.key === key)?.name ?? key,
                        }))}
                        value={column.values}
                        onChange={(value) => props.onChange(withColumn(body, index, c, { values: value }))}
                        placeholder={mappingTexts.list}
                      />
                      <Button size="compact-sm" variant="default" onClick={() => setCodes(c)}>
                        {mappingTexts.codes}
                      </Button>
                    </div>
                  ) : null}
                </td>
                <td>
                  {guess === undefined || column.field === null ? null : (
                    <span title={guess.reason}>
                      <StatusBadge tone={tones[guess.confidence]}>{mappingTexts.confidence[guess.confidence]}</StatusBadge>
                    </span>
                  )}
                  <span className={styles.reason}>
                    {' '}
                    {column.field === null && guess?.confidence !== 'none' ? '' : guess?.reason}
                  </span>
                  {unknown === 0 ? null : (
                    <div className={styles.problem}>
                      <StatusBadge tone="warning">{mappingTexts.unknownValues(number(unknown))}</StatusBadge>
                    </div>
                  )}
                  {found
                    .filter(({ code }) => unknown === 0 || !code.startsWith('value-'))
                    .map((problem) => (
                      <div key={problem.code} className={styles.problem}>
                        <StatusBadge tone={problem.severity === 'warning' ? 'warning' : 'danger'}>
                          {mappingTexts.inRows(number(problem.count), problem.sheet, problem.firstRow)}
                        </StatusBadge>{' '}
                        {problem.message}
                      </div>
                    ))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {codes === null ? null : (
        <MappingCodes
          letters={columns[codes]?.letters ?? ''}
          column={table.columns[codes] as MappingTable['columns'][number]}
          values={check?.codes.find((one) => one.table === index && one.column === columns[codes]?.letters)?.values ?? []}
          fields={fields}
          onClose={() => setCodes(null)}
          onChange={(next) => props.onChange(withColumn(body, index, codes, { codes: next }))}
        />
      )}
    </section>
  )
}
