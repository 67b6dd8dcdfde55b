import { basename, dirname } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders by how long their files take, the longest first. */
const folders = ['e2e', 'safety', 'contract', 'bundle', 'db', 'unit']
/** Files that take far longer than their neighbours: at the end of a run the second core would wait for one of them. */
const first = ['command-line', 'kill-moments', 'demo-repeats', 'power-cuts']

const rank = ({ moduleId }: TestSpecification): number =>
  first.some((name) => basename(moduleId).startsWith(name)) ? -1 : folders.indexOf(basename(dirname(moduleId)))

/** Long files first, so that both cores are busy until the end, also on a machine that never ran the tests before. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
