/** An address as the register keeps it; '' = not known. */
export interface AddressParts {
  address: string
  hamlet: string
  rt: string
  rw: string
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')

/**
 * An address on one line: street, hamlet, RT/RW. The hamlet is left out where the street line already says it, as the
 * lists of villages without street names do ("Dusun Pasir").
 */
export const addressLine = ({ address, hamlet, rt, rw }: AddressParts): string =>
  [
    address,
    hamlet !== '' && plain(address).includes(plain(hamlet).replace(/^dusun /, '')) ? '' : hamlet,
    rt === '' && rw === '' ? '' : `RT ${rt || '-'}/RW ${rw || '-'}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
