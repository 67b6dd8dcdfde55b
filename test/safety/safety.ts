import { parseArgs } from 'node:util'
import { killBatches } from './batch-kill.ts'
import { breakFiles } from './broken-files.ts'
import { killImports } from './import-kill.ts'
import { fullDisk, stopAtHalf, twoAtOnce } from './import-stops.ts'
import { type KillScene, killMoments, killScenes } from './kill-moments.ts'
import { type SequenceMode, sequenceModes, takeNumbers } from './letter-numbers.ts'
import { walkNeeds } from './need-flow.ts'
import { undoEquality } from './undo-equality.ts'

// npm run safety -- --only import-kill --kills 20 [--people 50000] [--seed 1]: the long form of the kill tests.
// npm run safety -- --only broken-files --count 5000 [--seed 1]: files broken at random, prepared for import.
// npm run safety -- --only need-flow --sequences 10000 [--seed 1]: random people try random steps on needs.
// npm run safety -- --only kill-moments --kills 10 [--scene undo] [--people 20000]: the program dies during an import, two at
//   once, an undo, the printing of letters, a migration; so many times each.
// npm run safety -- --only import-stops --people 50000 [--kills 20]: two at once and searches between, stopped at half, full disk.
// npm run safety -- --only undo-equality --people 50000: the register before an import and after its undo are the same.
// npm run safety -- --only letter-numbers --numbers 10000 [--mode unit]: eight clients print over New Year's midnight, every mode.
// npm run safety -- --only batch-kill --kills 20 [--letters 500] [--seed 1]: the program dies while letters of a list are printed.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'import-kill' },
    kills: { type: 'string', default: '20' },
    count: { type: 'string', default: '5000' },
    people: { type: 'string', default: '50000' },
    sequences: { type: 'string', default: '10000' },
    scene: { type: 'string' },
    numbers: { type: 'string', default: '10000' },
    mode: { type: 'string' },
    letters: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
})

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const tests: Record<string, () => Promise<string>> = {
  'import-kill': async () => {
    const outcomes = await killImports({
      kills: Number(values.kills),
      people: Number(values.people),
      seed: Number(values.seed),
      say,
    })
    const whole = outcomes.filter((outcome) => outcome.people > 0).length
    return `import-kill: ${outcomes.length} kills of an import of ${values.people} people: integrity ok every time, ${whole} whole, ${outcomes.length - whole} absent, 0 half`
  },
  'kill-moments': async () => {
    const told: string[] = []
    for (const scene of values.scene === undefined ? killScenes : [values.scene as KillScene]) {
      const outcomes = await killMoments({
        scene,
        kills: Number(values.kills),
        people: Number(values.people),
        seed: Number(values.seed),
        say,
      })
      told.push(`${scene} ${[...outcomes].map(([outcome, times]) => `${times} × ${outcome}`).join(', ')}`)
    }
    return `kill-moments: everything whole and every state told after each of ${values.kills} kills: ${told.join('; ')}`
  },
  'import-stops': async () => {
    const options = { people: Number(values.people), seed: Number(values.seed), say }
    const { searches, slowest } = await twoAtOnce(options)
    say(
      `two imports at once: one whole, one refused as a whole, ${searches} searches meanwhile, slowest ${Math.round(slowest)} ms`,
    )
    const { readAt, writtenAt } = await stopAtHalf(options)
    say(
      `stopped at ${Math.round(readAt * 100)} % of reading and ${Math.round(writtenAt * 100)} % of writing: nothing left, then whole`,
    )
    const full = await fullDisk({ ...options, people: Math.min(options.people, 10_000), rounds: Number(values.kills) })
    return `import-stops: all of it held; disk full ${full.reading} times while reading, ${full.writing} times while writing`
  },
  'letter-numbers': async () => {
    const modes = values.mode === undefined ? (Object.keys(sequenceModes) as SequenceMode[]) : [values.mode as SequenceMode]
    const told: string[] = []
    for (const mode of modes) {
      const run = await takeNumbers({ mode, numbers: Number(values.numbers), clients: 8, say })
      told.push(
        `${mode} ${run.numbers} (${run.before} before midnight, ${run.after} after, ${run.sequences} sequences, ${run.asked} asked first)`,
      )
    }
    return `letter-numbers: ${told.join('; ')}: no gap, no double`
  },
  'batch-kill': async () => {
    const outcomes = await killBatches({
      kills: Number(values.kills),
      letters: Number(values.letters),
      seed: Number(values.seed),
      say,
    })
    const middle = outcomes.filter(({ printed }) => printed > 0 && printed < Number(values.letters)).length
    return `batch-kill: ${outcomes.length} kills of a batch of ${values.letters} letters, ${middle} of them between the first and the last letter: every batch went on to its end, every number used once, every letter there once`
  },
  'undo-equality': async () => {
    const found = await undoEquality({ people: Number(values.people), edits: 100, seed: Number(values.seed), say })
    return `undo-equality: ${found.created} people created and ${found.changed} changed were taken back in ${Math.round(found.undoMs)} ms and again with ${found.edited} edited in between: all ${found.rows} rows as before, ${found.kept} kept and named`
  },
  'broken-files': async () => {
    const { files, refused, read, slowest } = await breakFiles({ count: Number(values.count), seed: Number(values.seed), say })
    return `broken-files: ${files} broken files: ${refused} refused in words, ${read} still read, slowest ${Math.round(slowest)} ms, 0 crashes, 0 writes`
  },
  'need-flow': async () => {
    const { sequences, steps, refused, visited } = walkNeeds({ sequences: Number(values.sequences), seed: Number(values.seed) })
    const states = Object.entries(visited).map(([register, seen]) => `${register} ${seen.size}`)
    return `need-flow: ${sequences} random walks: ${steps} steps taken, ${refused} refused as flow and rights say, states seen: ${states.join(', ')}; no need lost, every history explains its state`
  },
}

const run = tests[values.only]
if (run === undefined) {
  process.stderr.write(`unknown: ${values.only}; there is ${Object.keys(tests).join(', ')}\n`)
  process.exit(2)
}
try {
  say(await run())
} catch (error) {
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
