// Loaded with `node --import` before the built main bundle: every `electron`, imported or required, becomes the strict fake.
import { registerHooks } from 'node:module'

const fake = new URL('./fake-electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier.startsWith('electron/') ? { url: fake, shortCircuit: true } : next(specifier, context),
})

await import('./fake-electron-control.ts')
