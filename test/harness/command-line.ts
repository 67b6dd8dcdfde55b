import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** How a run of the command line ended. */
export interface CliEnd {
  code: number | null
  stdout: string
  stderr: string
  /** Standard output as JSON. */
  json: <T>() => T
}

/** Runs the command line as a script would: a process of its own, standard output and error apart. */
export const cli = (args: string[], env: NodeJS.ProcessEnv, options: { cwd?: string } = {}): Promise<CliEnd> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'src/main/cli/index.ts', ...args], {
      cwd: options.cwd ?? root,
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
