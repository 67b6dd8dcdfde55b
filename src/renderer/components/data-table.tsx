// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by hand (virtual list); a <table> cannot do that, so the roles stand on div elements
// biome-ignore-all lint/a11y/useFocusableInteractive: focus moves by row (roving tabindex), not by cell
import { Checkbox, Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../shared/domain/errors.ts'
import { number } from '../lib/format.ts'
import { useLevelNames } from '../lib/level-names.ts'
import { common } from '../texts/common.ts'
import styles from './data-table.module.css'
import { ErrorBox } from './error-box.tsx'

/** Height of every row in pixels: 15 rows and the header fit a page with filters at 1366×768. */
export const rowHeight = 32

/** One column. `width` is a CSS grid track: `120px`, `minmax(160px, 2fr)`. */
export interface Column<T> {
  key: string
  /** Words for desa, kelurahan and kecamatan become the office's own. */
  header: string
  width: string
  align?: 'right'
  cell(row: T): ReactNode
  /** Full text for the tooltip when the cell may be cut off. */
  title?(row: T): string
}

/** Ticked rows, by key. */
export interface Selection {
  selected: ReadonlySet<number>
  onChange(selected: ReadonlySet<number>): void
}

interface DataTableProps<T> {
  /** What the list is, for screen readers: "Daftar warga". */
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey(row: T): number
  onOpen?(row: T): void
  selection?: Selection
  loading?: boolean
  error?: AppError | null
  onRetry?(): void
  hasMore?: boolean
  loadingMore?: boolean
  onMore?(): void
  /** Shown instead of the table when there is no row; use EmptyState. */
  empty: ReactNode
  /** Fixed height instead of the rest of the page, in pixels. */
  height?: number
}

/**
 * A list with thousands of rows: only those in view are drawn, further pages come while scrolling.
 * Keys: ↑ ↓ Home End PageUp PageDown move, Enter opens, space ticks (with `selection`).
 * Goes with `useCallPages`: `<DataTable {...tableProps(pages)} … />`.
 */
export const DataTable = <T,>(props: DataTableProps<T>) => {
  const { rows, columns, selection } = props
  const scroll = useRef<HTMLDivElement>(null)
  const names = useLevelNames()
  const [active, setActive] = useState(0)
  // Keys come faster than rows are drawn while one is held down: they count from here, not from the row that has the focus.
  const position = useRef(0)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasMore, loadingMore, onMore } = props
  useEffect(() => {
    if (hasMore === true && loadingMore !== true && last >= rows.length - 20) onMore?.()
  }, [hasMore, loadingMore, last, rows.length, onMore])

  if (props.error) return <ErrorBox error={props.error} onRetry={props.onRetry} />
  if (props.loading === true) return <TableSkeleton />
  if (rows.length === 0) return <>{props.empty}</>

  const current = Math.min(active, rows.length - 1)
  const template = `${selection === undefined ? '' : '36px '}${columns.map((column) => column.width).join(' ')}`
  const go = (index: number): void => {
    const target = Math.max(0, Math.min(rows.length - 1, index))
    position.current = target
    setActive(target)
    virtual.scrollToIndex(target)
    const focus = (tries: number): void => {
      if (position.current !== target) return
      const drawn = scroll.current?.querySelector<HTMLElement>(`[data-index="${target}"]`)
      if (drawn) drawn.focus({ preventScroll: true })
      // A far row is drawn only after the scroll.
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1))
    }
    focus(10)
  }
  const toggle = (row: T): void => {
    if (selection === undefined) return
    const next = new Set(selection.selected)
    if (!next.delete(props.rowKey(row))) next.add(props.rowKey(row))
    selection.onChange(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey) return
    const index = Math.min(position.current, rows.length - 1)
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 340) / rowHeight) - 2)
    const row = rows[index]
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: rows.length - 1,
    }
    const target = moves[event.key]
    if (target !== undefined) {
      event.preventDefault()
      go(target)
    } else if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault()
      props.onOpen?.(row)
    } else if (event.key === ' ' && row !== undefined && selection !== undefined) {
      event.preventDefault()
      toggle(row)
    }
  }
  const allTicked = selection !== undefined && rows.every((row) => selection.selected.has(props.rowKey(row)))

  return (
    <div className={styles.frame} style={props.height === undefined ? { flex: 1 } : { height: props.height }}>
      <div
        className={styles.scroll}
        ref={scroll}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.hasMore === true ? -1 : rows.length + 1}
        aria-multiselectable={selection === undefined ? undefined : true}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: template }}>
            {selection === undefined ? null : (
              <div role="columnheader" className={styles.cell}>
                <Checkbox
                  size="xs"
                  aria-label="Pilih semua baris yang tampil"
                  checked={allTicked}
                  onChange={() => selection.onChange(allTicked ? new Set() : new Set(rows.map(props.rowKey)))}
                />
              </div>
            )}
            {columns.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                className={column.align === 'right' ? `${styles.cell} ${styles.right}` : styles.cell}
              >
                {names.say(column.header)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index] as T
            const ticked = selection?.selected.has(props.rowKey(row)) === true
            return (
              <div
                key={props.rowKey(row)}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selection === undefined ? undefined : ticked}
                data-index={item.index}
                tabIndex={item.index === current ? 0 : -1}
                className={[styles.row, props.onOpen === undefined ? '' : styles.open, ticked ? styles.marked : ''].join(' ')}
                style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
                onFocus={() => {
                  position.current = item.index
                  setActive(item.index)
                }}
                onKeyDown={onKeyDown}
                onClick={(event) => {
                  // A link in a cell leads where it says, not to the row.
                  if ((event.target as Element).closest('a') === null) props.onOpen?.(row)
                }}
              >
                {selection === undefined ? null : (
                  <div role="gridcell" className={styles.cell}>
                    <Checkbox
                      size="xs"
                      tabIndex={-1}
                      aria-label={`Pilih baris ${item.index + 1}`}
                      checked={ticked}
                      onClick={(event) => event.stopPropagation()}
                      onChange={() => toggle(row)}
                    />
                  </div>
                )}
                {columns.map((column) => (
                  <div
                    key={column.key}
                    role="gridcell"
                    title={column.title?.(row)}
                    className={column.align === 'right' ? `${styles.cell} ${styles.right}` : styles.cell}
                  >
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
      <div className={styles.foot} aria-live="polite">
        {props.loadingMore === true ? common.more : `${number(rows.length)}${props.hasMore === true ? '+' : ''} ${common.rows}`}
      </div>
    </div>
  )
}

const TableSkeleton = () => (
  <div aria-busy="true">
    <span role="status" style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden' }}>
      {common.loading}
    </span>
    {Array.from({ length: 12 }, (_, index) => (
      <Skeleton key={String(index)} height={rowHeight - 10} mb={10} animate={false} />
    ))}
  </div>
)
