import { listDistricts } from '../regions/region-data.ts'

let names: ReadonlyMap<string, string> | undefined

/** `Kabupaten Lombok Barat, Nusa Tenggara Barat` behind `52.01` or `5201`; the code itself where no list knows it. */
export const districtName = (code: string): string => {
  const digits = code.replaceAll('.', '')
  // Another office may lie anywhere in the country; this database knows its own district alone.
  names ??= new Map(listDistricts().map(({ code, name, province }) => [code.replaceAll('.', ''), `${name}, ${province}`]))
  return names.get(digits) ?? digits
}
