// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by hand (virtual list); a <table> cannot do that, so the roles stand on div elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell (aria-activedescendant)
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Bucket, GridRow, ImportPackage } from '../../../shared/contract/imports.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { api } from '../../lib/api.ts'
import { number } from '../../lib/format.ts'
import { useCallPages, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { importTexts } from '../../texts/imports.ts'
import { columnsOfSheet, gridKeys, nextProblem, problemAt } from './repair-cells.ts'
import styles from './repair-grid.module.css'

const words = importTexts.grid
const lineHeight = 32

/** Rows of a package as a spreadsheet: what is wrong stands on its cell and is repaired there. */
export const RepairGrid = (props: {
  pack: ImportPackage
  bucket: Bucket | null
  withProblems: boolean
  /** Only rows with this kind of finding. */
  code: string | null
}) => {
  const { pack } = props
  const may = useMay()
  const editable = pack.state === 'prepared' && may('imports.write')
  const pages = useCallPages('imports.grid', {
    id: pack.id,
    bucket: props.bucket,
    withProblems: props.withProblems,
    code: props.code,
  })
  // A repaired row belongs to another group by now; it stays in view until the filter changes.
  const [repaired, setRepaired] = useState<ReadonlyMap<number, GridRow>>(new Map())
  const rows = useMemo(() => {
    const byId = new Map(pages.rows.map((row) => [row.id, row]))
    for (const [id, row] of repaired) if (!byId.has(id)) byId.set(id, row)
    return [...byId.values()].sort((left, right) => left.id - right.id)
  }, [pages.rows, repaired])
  const [active, setActive] = useState({ row: 0, column: 0 })
  const [editing, setEditing] = useState<string | null>(null)
  const saving = useRef(false)
  useEffect(() => {
    if (editing !== null) saving.current = false
  }, [editing])
  const scroll = useRef<HTMLDivElement>(null)
  const repair = useCommand('imports.repair')
  const undoRepair = useCommand('imports.undoRepair')
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    overscan: 10,
    scrollPaddingStart: lineHeight,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasMore, loadingMore, more } = pages
  useEffect(() => {
    if (hasMore && !loadingMore && last >= rows.length - 20) more()
  }, [hasMore, loadingMore, last, rows.length, more])

  if (pages.error) return <ErrorBox error={pages.error} onRetry={pages.retry} />
  if (pages.loading) return <Loading />
  if (rows.length === 0)
    return <EmptyState title={props.withProblems ? importTexts.noProblems : importTexts.nothingHere} text={words.emptyHint} />

  const at = Math.min(active.row, rows.length - 1)
  const current = rows[at] as GridRow
  const columns = columnsOfSheet(pack, current.sheet)
  const column = columns[Math.min(active.column, columns.length - 1)]
  const cell = column === undefined ? undefined : current.cells[column.index]
  const cellId = (row: number, index: number): string => `perbaikan-${row}-${index}`

  const go = (row: number, index: number): void => {
    const target = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, index)),
    }
    setActive(target)
    virtual.scrollToIndex(target.row)
    requestAnimationFrame(() =>
      document.getElementById(cellId(target.row, target.column))?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    )
  }
  const focus = (): void => scroll.current?.focus({ preventScroll: true })
  const keep = (row: GridRow): void => setRepaired((known) => new Map(known).set(row.id, row))

  const edit = async (start: string | null): Promise<void> => {
    if (!editable || column === undefined || cell === undefined) return
    if (start !== null || !cell.masked) return setEditing(start ?? cell.text)
    if (!may('people.reveal')) return setEditing('')
    try {
      setEditing((await api.imports.revealCell({ id: pack.id, rowId: current.id, column: column.letters })).value)
    } catch (error) {
      toast.error(error)
    }
  }
  const save = (): void => {
    // Enter saves and Escape does not; then the cell loses the cursor, which must not save (once more).
    if (saving.current) return
    saving.current = true
    const value = editing
    setEditing(null)
    focus()
    if (value === null || column === undefined || cell === undefined || value === cell.text) return
    repair.mutate(
      { id: pack.id, rowId: current.id, column: column.letters, before: cell.text, value },
      {
        onSuccess: ({ row, alsoChanged }) => {
          keep(row)
          if (alsoChanged > 0) toast.done(words.alsoChanged(number(alsoChanged)))
        },
        onError: toast.error,
      },
    )
  }
  const takeBack = (): void =>
    undoRepair.mutate(
      { id: pack.id },
      {
        onSuccess: ({ row }) => {
          keep(row)
          toast.done(words.undone)
        },
        onError: toast.error,
      },
    )
  const toProblem = (backwards: boolean): boolean => {
    const place = nextProblem(pack, rows, { row: at, column: active.column }, backwards)
    if (place === null) return false
    go(place.row, place.column)
    return true
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (editing !== null) return
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 320) / lineHeight) - 2)
    const move = gridKeys(event.key, page)
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'z' && editable) {
        event.preventDefault()
        takeBack()
      }
      return
    }
    if (event.altKey) return
    if (move !== null) {
      event.preventDefault()
      go(at + move.rows, move.columns === null ? 0 : active.column + move.columns)
    } else if (event.key === 'Tab') {
      // Behind the last problem the key leaves the grid as everywhere else.
      if (toProblem(event.shiftKey)) event.preventDefault()
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      void edit(null)
    } else if (event.key === 'Delete') {
      event.preventDefault()
      void edit('')
    } else if (event.key.length === 1) {
      event.preventDefault()
      void edit(event.key)
    }
  }
  const onEditKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      saving.current = true
      setEditing(null)
      focus()
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      save()
      if (event.key === 'Tab') toProblem(event.shiftKey)
      else go(at + 1, active.column)
    }
  }
  const notes = current.problems.filter((one) => one.column === '' || one.column === column?.letters)
  return (
    <div className={styles.frame}>
      <div
        ref={scroll}
        className={styles.scroll}
        role="grid"
        aria-label={words.label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={cellId(at, Math.min(active.column, columns.length - 1))}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" className={styles.line}>
            <div role="columnheader" className={styles.place}>
              {current.sheet}
            </div>
            {columns.map((one) => (
              <div
                key={one.letters}
                role="columnheader"
                className={styles.cell}
                title={`${one.letters}: ${one.header} (${one.label})`}
              >
                {one.letters} · {one.header || one.label}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index] as GridRow
            const own = row.sheet === current.sheet ? columns : columnsOfSheet(pack, row.sheet)
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                className={styles.line}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <div role="rowheader" className={`${styles.place} ${styles[problemAt(row, '')] ?? ''}`}>
                  {row.row} · {importTexts.buckets[row.bucket]}
                </div>
                {own.map((one, index) => {
                  const value = row.cells[one.index]
                  const here = item.index === at && index === Math.min(active.column, columns.length - 1)
                  const tone = problemAt(row, one.letters) || (value?.original == null ? '' : 'repaired')
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the grid's
                    <div
                      key={one.letters}
                      id={cellId(item.index, index)}
                      role="gridcell"
                      aria-selected={here}
                      aria-invalid={tone === 'block' || tone === 'warning' ? true : undefined}
                      className={[styles.cell, styles[tone] ?? '', here ? styles.active : ''].join(' ')}
                      title={value?.original == null ? value?.text : words.original(value.original)}
                      onClick={() => {
                        if (editing !== null && !here) save()
                        setActive({ row: item.index, column: index })
                        if (editing === null) focus()
                      }}
                      onDoubleClick={() => void edit(null)}
                    >
                      {here && editing !== null ? (
                        <input
                          className={styles.input}
                          aria-label={`${one.header || one.label}, ${words.row} ${row.row}`}
                          value={editing}
                          maxLength={2000}
                          // biome-ignore lint/a11y/noAutofocus: the clerk has just asked to type here
                          autoFocus
                          onChange={(event) => setEditing(event.currentTarget.value)}
                          onKeyDown={onEditKey}
                          onBlur={save}
                        />
                      ) : (
                        value?.text
                      )}
                    </div>
                  )
                })}
              </div>
            )
          })}
        </div>
      </div>
      <div className={styles.note} aria-live="polite">
        {cell?.original == null ? null : <div>{words.original(cell.original)}</div>}
        {notes.map((one) => (
          <div key={`${one.code}${one.column}`}>
            <strong>{importTexts.severity[one.severity]}:</strong> {one.message}
          </div>
        ))}
        {notes.length === 0 && cell?.original == null ? (editable ? words.keys : words.readOnly) : null}
      </div>
    </div>
  )
}
