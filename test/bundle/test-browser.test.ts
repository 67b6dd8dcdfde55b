import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'

/** A server that answers every request with the same page or text. */
const serve = async (type: string, body: string): Promise<{ server: Server; origin: string; asked: () => number }> => {
  let count = 0
  const server = createServer((_request, response) => {
    count += 1
    response.writeHead(200, { 'content-type': type }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => count }
}

describe('the test browser', () => {
  let browser: Browser
  let home: Awaited<ReturnType<typeof serve>>
  let foreign: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    browser = await launchBrowser()
    home = await serve('text/html', '<!doctype html><title>home</title><iframe name="f"></iframe>')
    foreign = await serve('text/html', '<!doctype html><p>secret</p>')
  })
  afterAll(async () => {
    await browser?.close()
    home?.server.close()
    foreign?.server.close()
  })

  it('blocks a cross-origin read by fetch', async () => {
    const page = await browser.newPage()
    await page.goto(home.origin)
    const read = await page.evaluate(
      (address) =>
        fetch(address).then(
          (answer) => answer.text(),
          () => 'blocked',
        ),
      foreign.origin,
    )
    expect(read).toBe('blocked')
    expect(foreign.asked()).toBe(1)
    const own = await page.evaluate(() => fetch('/').then((answer) => answer.text()))
    expect(own).toContain('home')
    await page.close()
  })

  it('blocks a script from reading the document of a frame of another origin', async () => {
    const page = await browser.newPage()
    await page.goto(home.origin)
    const read = await page.evaluate(async (address) => {
      const frame = document.querySelector('iframe') as HTMLIFrameElement
      await new Promise((done) => {
        frame.onload = done
        frame.src = address
      })
      try {
        return frame.contentWindow?.document.body.textContent ?? 'nothing'
      } catch (error) {
        return (error as Error).name
      }
    }, foreign.origin)
    expect(read).toBe('SecurityError')
    await page.close()
  })
})
