import { createCanvas } from '@napi-rs/canvas'
import { cameraSegment, withSegment } from '../../src/main/core/attachments/exif.ts'
import type { Place } from '../../src/shared/domain/photo-check.ts'

/** A made-up photo: stripes, optionally with place, time and a maker's note as cameras write them. */
export const photo = async (
  more: { width?: number; height?: number; place?: Place; takenAt?: string; hue?: number; plain?: boolean; png?: boolean } = {},
): Promise<Buffer> => {
  const [width, height] = [more.width ?? 1200, more.height ?? 900]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#204060'
  context.fillRect(0, 0, width, height)
  if (more.plain !== true)
    for (let x = 0; x < width; x += 40) {
      context.fillStyle = `hsl(${(more.hue ?? 0) + x}, 70%, ${20 + ((x / 40) % 5) * 15}%)`
      context.fillRect(x, 0, 20, height)
    }
  if (more.png === true) return canvas.encode('png')
  const jpeg = await canvas.encode('jpeg', 85)
  if (more.place === undefined && more.takenAt === undefined) return jpeg
  const comment = Buffer.from('serial 1234567890 owner SITI', 'latin1')
  const head = Buffer.from([0xff, 0xfe, 0, 0])
  head.writeUInt16BE(comment.length + 2, 2)
  const words = cameraSegment({ place: more.place ?? null, takenAt: more.takenAt ?? '' })
  return withSegment(jpeg, Buffer.concat([words, head, comment]))
}
