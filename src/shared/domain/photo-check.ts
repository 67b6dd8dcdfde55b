/** A place on earth, degrees. */
export interface Place {
  latitude: number
  longitude: number
}

/** A box on the map, degrees. */
export interface Bounds {
  south: number
  north: number
  west: number
  east: number
}

/** Rough box around Indonesia (domain: other validation rules). */
export const indonesia: Bounds = { south: -11, north: 6, west: 95, east: 141 }

/** What is known about a photo when it arrives. */
export interface Photo {
  /** Bytes. */
  size: number
  /** Pixels, as it is looked at. */
  width: number
  height: number
  place: Place | null
  /** Spread of brightness, 0 (one colour) to 127; null where it was not measured. */
  contrast: number | null
}

/** What a form wants of a photo. */
export interface PhotoRule {
  gps: boolean
  maxMegabytes: number
  minSide: number
  maxKmApart: number
}

/** Something to look at. `error` = the receiver will refuse it. */
export interface PhotoFinding {
  level: 'error' | 'warning'
  text: string
  fix: string
}

/** Photos from which on a few may lie wrong without spoiling the box. */
const manyPhotos = 50
/** Room around the outermost photos, degrees (about 2 km). */
const room = 0.02

/**
 * The box that photos taken so far lie in, with some room around it, outward to thousandths of a degree. Of many photos the
 * outermost hundredth on each side is left out: single photos with a place from elsewhere are common.
 * @returns null where no photo with a believable place is known
 */
export const boxAround = (places: readonly Place[]): Bounds | null => {
  const known = places.filter((place) => inside(place, indonesia))
  if (known.length === 0) return null
  const skip = known.length < manyPhotos ? 0 : Math.ceil(known.length / 100)
  const ends = (values: number[]): { low: number; high: number } => {
    const sorted = values.sort((one, other) => one - other)
    const [low = 0, high = 0] = [sorted[skip], sorted[sorted.length - 1 - skip]]
    return { low: Math.floor((low - room) * 1000) / 1000, high: Math.ceil((high + room) * 1000) / 1000 }
  }
  const latitude = ends(known.map((place) => place.latitude))
  const longitude = ends(known.map((place) => place.longitude))
  return { south: latitude.low, north: latitude.high, west: longitude.low, east: longitude.high }
}

/** How many photos lie outside a box. */
export const outsideOf = (places: readonly Place[], box: Bounds): number => places.filter((place) => !inside(place, box)).length

const inside = (place: Place, box: Bounds): boolean =>
  place.latitude >= box.south && place.latitude <= box.north && place.longitude >= box.west && place.longitude <= box.east

/** Great-circle distance in kilometres (haversine, mean earth radius 6371 km). */
export const kilometresApart = (one: Place, other: Place): number => {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const dLatitude = radians(other.latitude - one.latitude)
  const dLongitude = radians(other.longitude - one.longitude)
  const a =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(dLongitude / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** How to send a photo so that its place stays in it. */
export const keepPlaceHint =
  'Nyalakan Lokasi/GPS di pengaturan kamera lalu foto lagi. Kirim lewat WhatsApp sebagai Dokumen (lampiran, lalu Dokumen), bukan sebagai foto: WhatsApp membuang lokasi dari foto biasa. Kabel atau kartu memori juga aman.'

const kilometres = (distance: number): string => distance.toLocaleString('id-ID', { maximumFractionDigits: 1 })

/**
 * Looks at a photo as the receiving ministry would: place present and believable, large enough to read, not too big a file.
 * @param office the office's own box, or null when none was set
 * @param others places of the other photos of the same form
 */
export const checkPhoto = (photo: Photo, rule: PhotoRule, office: Bounds | null, others: readonly Place[]): PhotoFinding[] => {
  const findings: PhotoFinding[] = []
  const { place } = photo
  if (rule.gps && place === null)
    findings.push({ level: 'error', text: 'Foto ini tidak memuat lokasi (GPS).', fix: keepPlaceHint })
  if (place !== null) {
    const at = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`
    const far = others.map((other) => kilometresApart(place, other)).sort((one, other) => other - one)[0] ?? 0
    if (!inside(place, indonesia))
      findings.push({
        level: 'error',
        text: `Lokasi foto (${at}) di luar Indonesia.`,
        fix: 'Periksa GPS ponselnya, lalu foto lagi di tempatnya.',
      })
    else if (office !== null && !inside(place, office))
      findings.push({
        level: 'error',
        text: `Lokasi foto (${at}) di luar wilayah kantor ini.`,
        fix: 'Periksa apakah fotonya milik warga lain. Bila wilayahnya keliru, betulkan batasnya di Pengaturan.',
      })
    else if (far > rule.maxKmApart)
      findings.push({
        level: 'warning',
        text: `Foto ini diambil ${kilometres(far)} km dari foto lain pada daftar yang sama.`,
        fix: 'Periksa apakah semuanya rumah yang sama.',
      })
  }
  if (Math.min(photo.width, photo.height) < rule.minSide)
    findings.push({
      level: 'error',
      text: `Gambarnya hanya ${photo.width} × ${photo.height} titik; sisi pendek paling sedikit ${rule.minSide}.`,
      fix: 'Minta foto aslinya, bukan tangkapan layar atau foto kiriman yang sudah dikecilkan.',
    })
  if (photo.contrast !== null && photo.contrast < 6)
    findings.push({
      level: 'warning',
      text: 'Fotonya hampir satu warna: terlalu gelap, terlalu terang, atau lensanya tertutup.',
      fix: 'Lihat fotonya, lalu ambil lagi bila tidak terbaca.',
    })
  if (photo.size > rule.maxMegabytes * 1024 * 1024)
    findings.push({
      level: 'warning',
      text: `Berkasnya lebih besar dari ${rule.maxMegabytes} MB.`,
      fix: 'Pakai Salinan unggah: ukurannya diperkecil, lokasi dan waktunya tetap ada.',
    })
  return findings
}
