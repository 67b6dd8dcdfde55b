import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'

/** Written in by the build: the version in package.json. */
declare const __LOKET_VERSION__: string

/** Procedures that the desktop host itself answers, and their channels; all others go to the core. */
const hostChannels: Readonly<Record<string, string>> = { 'host.pickFile': 'loket:pick-file' }

/** Calls a procedure. Answers `{ ok: true, value }` or `{ ok: false, error }`; never throws for a refusal. */
const call = (name: string, input: unknown): Promise<unknown> => {
  const channel = Object.hasOwn(hostChannels, name) ? hostChannels[name] : undefined
  return channel === undefined ? ipcRenderer.invoke('loket:call', name, input) : ipcRenderer.invoke(channel, input)
}

/** Hears what the core tells without being asked. Returns a function that ends it. */
const onEvent = (listener: (event: unknown) => void): (() => void) => {
  const relay = (_event: IpcRendererEvent, payload: unknown): void => listener(payload)
  ipcRenderer.on('loket:event', relay)
  return () => {
    ipcRenderer.removeListener('loket:event', relay)
  }
}

contextBridge.exposeInMainWorld('loket', Object.freeze({ call, onEvent, version: __LOKET_VERSION__ }))
