import { type FunctionComponent, lazy } from 'react'

const files = import.meta.glob('../features/*/*-screen.tsx') as Record<string, () => Promise<Record<string, FunctionComponent>>>

/** Whether the screen's file is part of this build. */
export const hasScreen = (path: string): boolean => `../features/${path}-screen.tsx` in files

/**
 * The screen of a feature as its own chunk, loaded when it is first shown.
 * @param path `people/person` = `features/people/person-screen.tsx`
 * @param name exported component: `PersonScreen`
 */
export const screen = (path: string, name: string): FunctionComponent => {
  const load = files[`../features/${path}-screen.tsx`]
  if (load === undefined) throw new Error(`No screen at features/${path}-screen.tsx`)
  const Screen = lazy(async () => {
    const component = (await load())[name]
    if (component === undefined) throw new Error(`features/${path}-screen.tsx exports no ${name}`)
    return { default: component }
  })
  return () => <Screen />
}
