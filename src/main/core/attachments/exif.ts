import type { Place } from '../../../shared/domain/photo-check.ts'
import { jpegSegments } from './sniff.ts'

/** What a camera wrote into a photo, as far as we keep it. */
export interface CameraWords {
  place: Place | null
  /** Camera's own clock, `YYYY-MM-DDTHH:MM:SS`; '' = not told. */
  takenAt: string
  /** 1 to 8, how the picture has to be turned (EXIF 2.3, tag 0x0112). */
  orientation: number
}

const untold: CameraWords = { place: null, takenAt: '', orientation: 1 }

/** Reads place, time and turning. A photo with broken or missing words is one that tells nothing, never an error. */
export const readCameraWords = async (bytes: Uint8Array): Promise<CameraWords> => {
  const { default: exifr } = await import('exifr')
  let tags: Record<string, unknown> | undefined
  try {
    tags = (await exifr.parse(bytes, { gps: true, exif: true, reviveValues: false, translateValues: false })) as
      | Record<string, unknown>
      | undefined
  } catch {
    return untold
  }
  if (tags === undefined) return untold
  const { latitude, longitude, Orientation } = tags
  const real = typeof latitude === 'number' && typeof longitude === 'number' && Number.isFinite(latitude + longitude)
  const time = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(
    String(tags.DateTimeOriginal ?? tags.CreateDate ?? tags.ModifyDate ?? ''),
  )
  return {
    // A phone that had no fix yet writes 0, 0: a place in the Atlantic.
    place: real && !(latitude === 0 && longitude === 0) ? { latitude, longitude } : null,
    takenAt: time === null ? '' : `${time[1]}-${time[2]}-${time[3]}T${time[4]}`,
    orientation: typeof Orientation === 'number' && Orientation >= 1 && Orientation <= 8 ? Orientation : 1,
  }
}

const types = { ascii: 2, long: 4, rational: 5 } as const

/** One directory of a TIFF, little-endian: entries by rising tag, their long values behind them. */
const directory = (
  at: number,
  entries: readonly { tag: number; type: keyof typeof types; count: number; value: Buffer }[],
): Buffer => {
  const head = Buffer.alloc(2 + entries.length * 12 + 4)
  head.writeUInt16LE(entries.length, 0)
  const values: Buffer[] = []
  let next = at + head.length
  entries.forEach(({ tag, type, count, value }, index) => {
    const place = 2 + index * 12
    head.writeUInt16LE(tag, place)
    head.writeUInt16LE(types[type], place + 2)
    head.writeUInt32LE(count, place + 4)
    if (value.length <= 4) value.copy(head, place + 8)
    else {
      head.writeUInt32LE(next, place + 8)
      values.push(value)
      next += value.length
    }
  })
  return Buffer.concat([head, ...values])
}

const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1')

/** Degrees, minutes, seconds as three fractions; seconds to a ten-thousandth (3 mm). */
const angle = (degrees: number): Buffer => {
  const parts = Math.round(Math.abs(degrees) * 3600 * 10_000)
  const seconds = parts % (60 * 10_000)
  const minutes = Math.floor(parts / (60 * 10_000))
  return Buffer.concat([Math.floor(minutes / 60), 1, minutes % 60, 1, seconds, 10_000].map(long))
}

/** An APP1 segment that tells place and time and nothing else; empty when neither is known. */
export const cameraSegment = ({ place, takenAt }: Pick<CameraWords, 'place' | 'takenAt'>): Buffer => {
  if (place === null && takenAt === '') return Buffer.alloc(0)
  const pointers = (takenAt === '' ? 0 : 1) + (place === null ? 0 : 1)
  const exifAt = 8 + 2 + pointers * 12 + 4
  const stamp = text(takenAt.replaceAll('-', ':').replace('T', ' '))
  const exif =
    takenAt === '' ? Buffer.alloc(0) : directory(exifAt, [{ tag: 0x9003, type: 'ascii', count: stamp.length, value: stamp }])
  const gpsAt = exifAt + exif.length
  const gps =
    place === null
      ? Buffer.alloc(0)
      : directory(gpsAt, [
          { tag: 1, type: 'ascii', count: 2, value: text(place.latitude < 0 ? 'S' : 'N') },
          { tag: 2, type: 'rational', count: 3, value: angle(place.latitude) },
          { tag: 3, type: 'ascii', count: 2, value: text(place.longitude < 0 ? 'W' : 'E') },
          { tag: 4, type: 'rational', count: 3, value: angle(place.longitude) },
        ])
  const first = directory(8, [
    ...(takenAt === '' ? [] : [{ tag: 0x8769, type: 'long', count: 1, value: long(exifAt) } as const]),
    ...(place === null ? [] : [{ tag: 0x8825, type: 'long', count: 1, value: long(gpsAt) } as const]),
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0II*\0', 'latin1'), long(8), first, exif, gps])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** A JPEG with a segment put first. */
export const withSegment = (jpeg: Uint8Array, segment: Uint8Array): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])

/** A JPEG without anything but the picture: camera words, previews, maker notes, comments; colours stay true (ICC, Adobe). */
export const withoutCameraWords = (jpeg: Uint8Array): Buffer => {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)]
  let rest = 2
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    const application = marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee
    const mpf = marker === 0xe2 && Buffer.from(jpeg.subarray(start + 4, start + 7)).toString('latin1') === 'MPF'
    if (!application && !mpf && marker !== 0xfe) kept.push(jpeg.subarray(start, end))
    rest = end
  }
  // Phones hang more pictures behind the end mark; only the first is ours.
  const stop = endOfPicture(jpeg, rest)
  return Buffer.concat([...kept, jpeg.subarray(rest, stop)])
}

/** Where the first picture ends: behind its end mark, or at the end of the file. */
const endOfPicture = (jpeg: Uint8Array, from: number): number => {
  for (let at = from; at + 1 < jpeg.length; at += 1) if (jpeg[at] === 0xff && jpeg[at + 1] === 0xd9) return at + 2
  return jpeg.length
}

/** What a picture needs to look as it does (PNG 1.2, 1.3); everything else may tell of place, time or device. */
const pictureChunks = /^([A-Z][A-Za-z]{3}|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|cICP|mDCV|cLLI)$/

/** A PNG without texts, times and camera words. */
export const withoutPngWords = (png: Uint8Array): Buffer => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const kept: Uint8Array[] = [png.subarray(0, 8)]
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + view.getUint32(at)
    const name = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1')
    if (pictureChunks.test(name)) kept.push(png.subarray(at, Math.min(end, png.length)))
    at = end
    if (name === 'IEND') break
  }
  return Buffer.concat(kept)
}
