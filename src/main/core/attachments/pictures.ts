import type { Image } from '@napi-rs/canvas'
import { canvas as canvasLibrary } from '../libraries.ts'
import { type CameraWords, cameraSegment, withoutCameraWords, withoutPngWords, withSegment } from './exif.ts'
import { damaged } from './sniff.ts'

/** Longest side of the copy that is uploaded to the ministry, pixels. */
const uploadSide = 1600
const thumbnailSide = 320

const open = async (bytes: Uint8Array): Promise<Image> => {
  try {
    return await canvasLibrary().loadImage(Buffer.from(bytes))
  } catch {
    throw damaged()
  }
}

/** Draws a picture so that its longest side is at most `longest`; white under see-through parts. The decoder turns it upright itself. */
const drawn = (image: Image, longest: number) => {
  const scale = Math.min(1, longest / Math.max(image.width, image.height))
  const canvas = canvasLibrary().createCanvas(
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  )
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return { canvas, context }
}

/** Standard deviation of brightness, 0 to 127. */
const contrastOf = (rgba: Uint8ClampedArray): number => {
  let [sum, squares] = [0, 0]
  const count = rgba.length / 4
  for (let at = 0; at < rgba.length; at += 4) {
    const light = 0.299 * (rgba[at] as number) + 0.587 * (rgba[at + 1] as number) + 0.114 * (rgba[at + 2] as number)
    sum += light
    squares += light * light
  }
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}

/**
 * The small picture for lists, the size as it is looked at, and how much there is to see.
 * @throws AppError BAD_FILE
 */
export const lookAt = async (
  bytes: Uint8Array,
): Promise<{ thumbnail: Buffer; width: number; height: number; contrast: number }> => {
  const image = await open(bytes)
  const { canvas, context } = drawn(image, thumbnailSide)
  const contrast = contrastOf(context.getImageData(0, 0, canvas.width, canvas.height).data)
  return { thumbnail: await canvas.encode('jpeg', 75), width: image.width, height: image.height, contrast }
}

/** The copy for upload: longest side 1600 px, JPEG 0.8, with place and time and nothing else of the camera's words. */
export const uploadCopy = async (bytes: Uint8Array, words: Pick<CameraWords, 'place' | 'takenAt'>): Promise<Buffer> => {
  const { canvas } = drawn(await open(bytes), uploadSide)
  return withSegment(withoutCameraWords(await canvas.encode('jpeg', 80)), cameraSegment(words))
}

/** A copy without the camera's words. A photo that lies on its side without them is set anew, all others keep their very pixels. */
export const plainCopy = async (kind: 'jpeg' | 'png', bytes: Uint8Array, orientation: number): Promise<Buffer> => {
  if (kind === 'png') return withoutPngWords(bytes)
  if (orientation === 1) return withoutCameraWords(bytes)
  const { canvas } = drawn(await open(bytes), Number.POSITIVE_INFINITY)
  return withoutCameraWords(await canvas.encode('jpeg', 92))
}
