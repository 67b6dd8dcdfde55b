/** The shipped roles that take part in the flow (`resources/definitions/role`). */
export type RoleKey =
  | 'front-office'
  | 'back-office'
  | 'facilitator'
  | 'supervisor'
  | 'manager'
  | 'puskesos-coordinator'
  | 'siks-ng-operator'
  | 'viewer'

/** Who sits at which desk; names are made up. */
export const deskNames: Record<RoleKey, string> = {
  'front-office': 'Fitri Depancontoh',
  'back-office': 'Bayu Belakangcontoh',
  facilitator: 'Lina Lapangancontoh',
  supervisor: 'Sari Periksacontoh',
  manager: 'Mahdi Putuscontoh',
  'puskesos-coordinator': 'Kartini Desacontoh',
  'siks-ng-operator': 'Oki Datacontoh',
  viewer: 'Wayan Pimpinancontoh',
}

/** The password of every desk's user. */
export const deskPassword = 'kata-sandi-sendiri'

/** The user name of a made-up name. */
export const usernameOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '.')
