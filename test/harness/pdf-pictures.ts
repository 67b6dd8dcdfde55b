import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A grey picture: one byte a pixel, 0 black to 255 white, row by row. */
export interface GreyPicture {
  width: number
  height: number
  pixels: Uint8Array
}

/**
 * Pages of a PDF as grey pictures, drawn by the library that shows them on the screens.
 * @param width of each picture in pixels
 * @param finer how many times larger it is drawn before it is averaged: small strokes then come out alike wherever they fall
 */
export const pdfPictures = async (bytes: Uint8Array, width: number, finer = 3): Promise<GreyPicture[]> => {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false, disableFontFace: true })
  const document = await task.promise
  try {
    const pictures: GreyPicture[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale: (finer * width) / page.getViewport({ scale: 1 }).width })
      const canvas = createCanvas(finer * width, finer * Math.round(viewport.height / finer))
      const context = canvas.getContext('2d')
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      await page.render({ canvas: null, canvasContext: context as unknown as CanvasRenderingContext2D, viewport }).promise
      pictures.push(averaged(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, finer))
    }
    return pictures
  } finally {
    await task.destroy()
  }
}

const averaged = (rgba: Uint8ClampedArray, wide: number, finer: number): GreyPicture => {
  const width = wide / finer
  const height = rgba.length / 4 / wide / finer
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0
      for (let dy = 0; dy < finer; dy += 1)
        for (let dx = 0; dx < finer; dx += 1) {
          const at = ((finer * y + dy) * wide + finer * x + dx) * 4
          sum += (rgba[at] as number) * 0.299 + (rgba[at + 1] as number) * 0.587 + (rgba[at + 2] as number) * 0.114
        }
      pixels[y * width + x] = Math.round(sum / finer ** 2)
    }
  return { width, height, pixels }
}

/** Pictures side by side with a black line between them. */
export const sideBySide = (pictures: readonly GreyPicture[]): GreyPicture => {
  const width = pictures.reduce((sum, picture) => sum + picture.width + 1, 0)
  const height = Math.max(...pictures.map((picture) => picture.height))
  const pixels = new Uint8Array(width * height)
  let left = 0
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y += 1)
      pixels.set(picture.pixels.subarray(y * picture.width, (y + 1) * picture.width), y * width + left)
    left += picture.width + 1
  }
  return { width, height, pixels }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const chunk = (type: string, data: Buffer): Buffer => {
  const made = Buffer.alloc(12 + data.length)
  made.writeUInt32BE(data.length, 0)
  made.write(type, 4)
  data.copy(made, 8)
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length)
  return made
}

/** A small PNG with 16 greys. */
export const greyPng = ({ width, height, pixels }: GreyPicture): Buffer => {
  const row = Math.ceil(width / 2) + 1
  const raw = Buffer.alloc(row * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const grey = Math.round((pixels[y * width + x] as number) / 17)
      const at = y * row + 1 + (x >> 1)
      raw[at] = (raw[at] as number) | (x % 2 === 0 ? grey << 4 : grey)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([4, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Reads what greyPng wrote. */
export const readGreyPng = (bytes: Buffer): GreyPicture => {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const length = bytes.readUInt32BE(33)
  const raw = inflateSync(bytes.subarray(41, 41 + length))
  const row = Math.ceil(width / 2) + 1
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const both = raw[y * row + 1 + (x >> 1)] as number
      pixels[y * width + x] = (x % 2 === 0 ? both >> 4 : both & 15) * 17
    }
  return { width, height, pixels }
}

/** How far two pictures of one size lie apart: the mean over all pixels, and the mean of the worst square of 10 × 10. 0 to 255. */
export const pictureDistance = (one: GreyPicture, other: GreyPicture): { mean: number; worst: number } => {
  const side = 10
  const squares = new Map<number, { sum: number; count: number }>()
  let sum = 0
  for (let y = 0; y < one.height; y += 1)
    for (let x = 0; x < one.width; x += 1) {
      const at = y * one.width + x
      const apart = Math.abs((one.pixels[at] as number) - (other.pixels[at] as number))
      const key = Math.floor(y / side) * 10_000 + Math.floor(x / side)
      const square = squares.get(key) ?? { sum: 0, count: 0 }
      square.sum += apart
      square.count += 1
      squares.set(key, square)
      sum += apart
    }
  return {
    mean: sum / one.pixels.length,
    worst: Math.max(...[...squares.values()].map((square) => square.sum / square.count)),
  }
}
