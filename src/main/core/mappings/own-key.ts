/** Profile key of packages that were read with a mapping nobody saved. */
export const ownMappingKey = 'diatur-sendiri'
