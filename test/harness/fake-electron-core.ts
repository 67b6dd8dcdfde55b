import { appendFileSync } from 'node:fs'

/** One thing the bundle asked of Electron, in order. */
export interface Asked {
  api: string
  args: unknown[]
  /** Whether the app was ready at that moment. */
  ready: boolean
}

/** What the models share: the state of the run, and how the bundle's requests are written down. */
export const run = {
  ready: false,
  recordFile: process.env.FAKE_ELECTRON_RECORD ?? '',
}

const describe = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'symbol' || typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return depth > 5 ? '[…]' : value.map((item) => describe(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return `[${value.constructor.name}]`
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, describe(item, depth + 1)]))
}

/** Writes down a request at once, so that nothing is lost when the bundle ends the process. */
export const note = (api: string, ...args: unknown[]): void => {
  const asked: Asked = { api, args: args.map((arg) => describe(arg)), ready: run.ready }
  if (run.recordFile !== '') appendFileSync(run.recordFile, `${JSON.stringify(asked)}\n`)
}

/** Throws as Electron does when a rule of order is broken; also writes it down, in case the bundle swallows it. */
export const demand = (fair: boolean, rule: string): void => {
  if (fair) return
  note('broken-rule', rule)
  throw new Error(`Electron would refuse: ${rule}`)
}

/** An object that knows only what we modelled: anything else throws, and is written down. */
export const strict = <T extends object>(name: string, model: T): T =>
  new Proxy(model, {
    get: (target, key, receiver) => {
      if (typeof key === 'symbol' || Reflect.has(target, key)) return Reflect.get(target, key, receiver) as unknown
      note('not-modelled', `${name}.${key}`)
      throw new Error(`electron ${name}.${key} is not modelled in the fake: add it on purpose`)
    },
    set: (_target, key) => {
      note('not-modelled', `${name}.${String(key)} =`)
      throw new Error(`electron ${name}.${String(key)} may not be set in the fake: add it on purpose`)
    },
  })

/** Listener as the overloads of `on` in electron.d.ts take it. */
export type Listener = (...args: never[]) => unknown

/** Events of one object; emitting an event that nobody listens to is fine, as in Electron. */
export class Emitter {
  readonly #listeners = new Map<string, { listener: Listener; once: boolean }[]>()

  add(event: string, listener: Listener, once: boolean): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), { listener, once }])
  }

  emit(event: string, ...args: unknown[]): void {
    const all = this.#listeners.get(event) ?? []
    this.#listeners.set(
      event,
      all.filter((entry) => !entry.once),
    )
    for (const { listener } of all) (listener as (...given: unknown[]) => unknown)(...args)
  }

  has(event: string): boolean {
    return (this.#listeners.get(event) ?? []).length > 0
  }
}

/** An Electron event: details plus `preventDefault`. */
export const makeEvent = <T extends object>(details: T): T & { defaultPrevented: boolean; preventDefault(): void } => {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}
