import { type ComponentType, type FunctionComponent, lazy, useState } from 'react'

const files = import.meta.glob('../features/*/*-screen.tsx') as Record<string, () => Promise<Record<string, FunctionComponent>>>

/** Whether the screen's file is part of this build. */
export const hasScreen = (path: string): boolean => `../features/${path}-screen.tsx` in files

/** Components whose files are here already, by `path#name`. */
const here = new Map<string, FunctionComponent>()

const fetchScreen = async (path: string, name: string): Promise<FunctionComponent> => {
  const load = files[`../features/${path}-screen.tsx`]
  if (load === undefined) throw new Error(`No screen at features/${path}-screen.tsx`)
  const component = (await load())[name]
  if (component === undefined) throw new Error(`features/${path}-screen.tsx exports no ${name}`)
  here.set(`${path}#${name}`, component)
  return component
}

const known: { path: string; name: string }[] = []

/**
 * The screen of a feature as its own chunk, loaded when it is first shown. One that is here already is drawn at once: a lazy
 * component shows its fallback even then, and React keeps a fallback for 300 ms.
 * @param path `people/person` = `features/people/person-screen.tsx`
 * @param name exported component: `PersonScreen`
 */
export const screen = (path: string, name: string): FunctionComponent => {
  if (!hasScreen(path)) throw new Error(`No screen at features/${path}-screen.tsx`)
  known.push({ path, name })
  const Screen = lazy(async () => ({ default: await fetchScreen(path, name) }))
  return () => {
    // Chosen once per mounting: another component in its place would lose what was typed.
    const [Chosen] = useState<ComponentType>(() => here.get(`${path}#${name}`) ?? Screen)
    return <Chosen />
  }
}

/**
 * Fetches the files of the screens while the browser has nothing else to do, one after another, so that each opens at once.
 * What fails here is fetched again, and reported, when the screen is opened.
 * @returns stops it
 */
export const fetchScreens = (): (() => void) => {
  const waiting = [...known]
  let stopped = false
  const next = (): void => {
    const screen = waiting.shift()
    if (stopped || screen === undefined) return
    requestIdleCallback(() => void fetchScreen(screen.path, screen.name).then(next, next))
  }
  next()
  return () => {
    stopped = true
  }
}
