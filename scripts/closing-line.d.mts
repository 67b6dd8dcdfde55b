export const allowedSkips: RegExp[]
export interface Counted {
  passed: number
  failed: number
  skipped: number
  reasons: Map<string, string[]>
  refused: string[]
}
export const countResults: (tests: { name: string; state: string; note?: string }[]) => Counted
