/** A piece of a page that is never cut: one line of text, one table row, the whole signature block, or a gap. */
export interface FlowItem {
  /** Points. */
  height: number
  /** Draws it with its upper edge at `y`; a gap draws nothing. */
  draw?: (y: number) => void
  /** Stays on the page of the item after it. */
  keepWithNext: boolean
  /** Drawn again above the item where it is the first of a page: the header of its table. */
  header?: readonly FlowItem[]
  /** Begins a new page. */
  pageBreak?: boolean
  /** Comes behind the letter itself, e.g. the list of copies: a page of nothing else is better avoided. */
  trailing?: boolean
}

/** An item and where it goes. */
export interface Placed {
  item: FlowItem
  y: number
}

/** Upper and lower edge of the text area, points from the top of the page. */
export interface PageArea {
  top: number
  bottom: number
}

/**
 * Deals items out to pages. Items chained by `keepWithNext` move together as long as a page can hold them; gaps at the
 * top of a page are dropped.
 * @param area edges of a page by its index, 0 = first
 */
export const paginate = (items: readonly FlowItem[], area: (page: number) => PageArea): Placed[][] => {
  const pages: Placed[][] = [[]]
  let y = area(0).top
  const newPage = (): void => {
    y = area(pages.length).top
    pages.push([])
  }
  const current = (): Placed[] => pages[pages.length - 1] as Placed[]
  const place = (item: FlowItem): void => {
    const bottom = area(pages.length - 1).bottom
    if (item.pageBreak === true) {
      if (current().length > 0) newPage()
      return
    }
    if (item.draw === undefined) {
      if (current().length > 0) y = Math.min(y + item.height, bottom)
      return
    }
    if (current().length > 0 && y + item.height > bottom + 0.01) newPage()
    if (current().length === 0)
      for (const head of item.header ?? []) {
        current().push({ item: head, y })
        y += head.height
      }
    current().push({ item, y })
    y += item.height
  }
  for (const chain of chains(items)) {
    const height = chain.reduce((sum, item) => sum + item.height, 0)
    const next = area(pages.length)
    if (chain.length > 1 && current().length > 0 && y + height > area(pages.length - 1).bottom + 0.01)
      if (height <= next.bottom - next.top) newPage()
    for (const item of chain) place(item)
  }
  return pages
}

const chains = (items: readonly FlowItem[]): FlowItem[][] => {
  const result: FlowItem[][] = []
  let open = false
  for (const item of items) {
    if (open) (result[result.length - 1] as FlowItem[]).push(item)
    else result.push([item])
    open = item.keepWithNext
  }
  return result
}

/**
 * Ties the last lines before a signature to it, so that no page holds a signature alone.
 * @param items what stands before the signature; changed in place
 * @param lines how many drawn items are tied
 */
export const keepLastLines = (items: FlowItem[], lines: number): void => {
  let left = lines
  for (let index = items.length - 1; index >= 0 && left > 0; index -= 1) {
    const item = items[index] as FlowItem
    item.keepWithNext = true
    if (item.draw !== undefined) left -= 1
  }
}
