/** Where a step of an SOP leads on screen; '' = nowhere, it is done by hand. */
export const sopScreens = ['', 'berkas', 'warga', 'rujukan', 'surat', 'usulan', 'daftar-tunggu'] as const
export type SopScreen = (typeof sopScreens)[number]
