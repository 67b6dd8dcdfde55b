import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, outDir, projectDir } from './built.ts'

/** How a run of the command line ended. */
export interface CliEnd {
  code: number | null
  stdout: string
  stderr: string
  /** Standard output as JSON. */
  json: <T>() => T
}

/** Runs the built command line as a script would: a process of its own, standard output and error apart. */
export const cli = async (args: string[], env: NodeJS.ProcessEnv): Promise<CliEnd> => {
  await ensureBuiltOnce()
  return run([join(outDir, 'main/cli.js'), ...args], env)
}

/** The same as `npm run cli` runs it, from the sources. */
export const cliFromSources = (args: string[], env: NodeJS.ProcessEnv): Promise<CliEnd> =>
  run([join(projectDir, 'scripts/run.mjs'), 'src/main/cli/index.ts', ...args], env)

let built: Promise<void> | undefined
const ensureBuiltOnce = (): Promise<void> => {
  built ??= ensureBuilt()
  return built
}

const run = (words: string[], env: NodeJS.ProcessEnv): Promise<CliEnd> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, words, {
      cwd: projectDir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8')
    })
    child.once('error', fail)
    child.once('close', (code) => done({ code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T }))
  })
