/// <reference path="./pdfkit.d.ts" />
import { deflateSync, inflateSync } from 'node:zlib'
import type { EmbeddableImage, PngFile } from 'pdfkit'
import { AppError } from '../../../shared/domain/errors.ts'
import { pdfkit } from '../libraries.ts'
import type { LetterFonts } from './fonts.ts'

/** A logo ready to be drawn: JPEG and simple PNG bytes go in as they are, other PNG files were decoded once. */
export type Logo = Uint8Array | (() => EmbeddableImage)

/** More is not seen on paper: 24 mm at 380 dpi. Larger logos would only swell every archived letter. */
const longestSide = 360
const mostPixels = 25_000_000

const unreadable = (): AppError =>
  new AppError('BAD_FILE', 'Logo kantor tidak dapat dibaca.', {
    hint: 'Ganti logonya di Pengaturan dengan gambar PNG atau JPG yang lain.',
  })

/**
 * Looks whether a picture can stand on letters, without decoding it.
 * @returns the picture when it must be decoded before it can be drawn
 * @throws AppError BAD_FILE
 */
export const checkLogo = (bytes: Uint8Array, fonts: LetterFonts): PngFile | null => {
  const png = open(bytes, fonts)
  if (png === undefined) return null
  const plain = !png.hasAlphaChannel && Object.keys(png.transparency).length === 0 && png.interlaceMethod === 0
  if (png.width * png.height > mostPixels) throw unreadable()
  // Other depths than 8 bits are only carried over, never decoded (the reader underneath cannot).
  if (png.bits !== 8) {
    if (plain) return null
    throw unreadable()
  }
  checkPixels(png)
  return png
}

/**
 * Reads a logo so that a broken picture is refused in words here, and decodes and shrinks it once instead of for every letter.
 * @throws AppError BAD_FILE
 */
export const prepareLogo = async (bytes: Uint8Array, fonts: LetterFonts): Promise<Logo> => {
  const png = checkLogo(bytes, fonts)
  if (png === null) return bytes
  const rgba = await decode(png)
  return pixelImage(shrink({ width: png.width, height: png.height, rgba }))
}

const open = (bytes: Uint8Array, fonts: LetterFonts): PngFile | undefined => {
  try {
    const document = new (pdfkit())({ font: fonts.regular, size: [10, 10], margin: 0, autoFirstPage: false })
    return document.openImage(bytes).image
  } catch {
    throw unreadable()
  }
}

const bytesPerPixel: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Passes of a picture: first column, first row, step to the right, step down (PNG specification, interlace methods 0 and 1). */
const passes: Record<number, [number, number, number, number][]> = {
  0: [[0, 0, 1, 1]],
  1: [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ],
}

const checkPixels = (png: PngFile): void => {
  // The decoder throws out of a callback, which would end the process; so what it would trip over is looked at first.
  try {
    // A small file can unpack to gigabytes; more than eight bytes for a pixel are none of ours.
    const data = inflateSync(png.imgData, { maxOutputLength: png.width * png.height * 8 + 65_536 })
    const perPixel = bytesPerPixel[png.colorType] as number
    let at = 0
    for (const [x, y, right, down] of passes[png.interlaceMethod] as [number, number, number, number][]) {
      const row = Math.ceil((png.width - x) / right) * perPixel + 1
      for (let line = y; line < png.height; line += down, at += row)
        // A row begins with the number of its filter; there are five.
        if (row < 2 || !((data[at] as number) <= 4)) throw unreadable()
    }
    if (data.length < at) throw unreadable()
  } catch {
    throw unreadable()
  }
}

const decode = (png: PngFile): Promise<Uint8Array> =>
  new Promise((resolve) => {
    png.decode((rgba) => {
      const key = png.transparency.rgb
      // A see-through colour: two bytes for each part, of which 8-bit files use the second.
      if (key !== undefined)
        for (let pixel = 0; pixel < rgba.length; pixel += 4)
          if (rgba[pixel] === key[1] && rgba[pixel + 1] === key[3] && rgba[pixel + 2] === key[5]) rgba[pixel + 3] = 0
      resolve(rgba)
    })
  })

interface Pixels {
  width: number
  height: number
  /** 8 bits each, row by row. */
  rgba: Uint8Array
}

/** Averages blocks of pixels until the longest side fits; colours are weighted by opacity so that edges keep no dark rim. */
const shrink = (image: Pixels): Pixels => {
  const factor = Math.floor(Math.max(image.width, image.height) / longestSide)
  if (factor < 2) return image
  const width = Math.floor(image.width / factor)
  const height = Math.floor(image.height / factor)
  const rgba = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let [red, green, blue, alpha] = [0, 0, 0, 0]
      for (let dy = 0; dy < factor; dy += 1)
        for (let dx = 0; dx < factor; dx += 1) {
          const at = ((y * factor + dy) * image.width + x * factor + dx) * 4
          const opacity = image.rgba[at + 3] as number
          red += (image.rgba[at] as number) * opacity
          green += (image.rgba[at + 1] as number) * opacity
          blue += (image.rgba[at + 2] as number) * opacity
          alpha += opacity
        }
      const to = (y * width + x) * 4
      if (alpha > 0) {
        rgba[to] = Math.round(red / alpha)
        rgba[to + 1] = Math.round(green / alpha)
        rgba[to + 2] = Math.round(blue / alpha)
      }
      rgba[to + 3] = Math.round(alpha / (factor * factor))
    }
  return { width, height, rgba }
}

/** Pixels as a PDF image with a soft mask where something is see-through; compressed once. */
const pixelImage = ({ width, height, rgba }: Pixels): (() => EmbeddableImage) => {
  const rgb = new Uint8Array(width * height * 3)
  const alpha = new Uint8Array(width * height)
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    rgb.set(rgba.subarray(pixel * 4, pixel * 4 + 3), pixel * 3)
    alpha[pixel] = rgba[pixel * 4 + 3] as number
  }
  const colours = deflateSync(rgb)
  const mask = alpha.every((value) => value === 255) ? null : deflateSync(alpha)
  const base = { Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: 8, Filter: 'FlateDecode' }
  return () => ({
    width,
    height,
    label: 'Logo',
    obj: null,
    embed(document) {
      const image = document.ref({ ...base, ColorSpace: 'DeviceRGB' })
      if (mask !== null) {
        const soft = document.ref({ ...base, ColorSpace: 'DeviceGray' })
        image.data.SMask = soft
        soft.end(mask)
      }
      image.end(colours)
      this.obj = image
    },
  })
}
