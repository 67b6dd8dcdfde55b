import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, Handlers } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { writeSetting } from '../settings.repo.ts'
import { checkLetter } from './check.ts'
import { districtName } from './districts.ts'
import { keyFileOf, readKeyFile } from './key-files.ts'
import { fingerprintOf, keyIdOf, newKeyPair } from './key-pair.ts'
import { deleteOtherKey, findOtherKey, insertKey, otherKeys, ownKeys, retireKey, saveOtherKey } from './keys.repo.ts'
import { ensureKey, proofState, proofsKey, proofsOn } from './proof.ts'

const byNow = (context: CommandContext) => ({ userId: context.actor.userId, now: context.now() })

/** Use cases of codes, key pairs and public keys of other offices. */
export const letterProofsHandlers: Handlers<'letterProofs'> = {
  check: checkLetter,

  overview: ({ db }) => ({
    ...proofsOn(db),
    keys: ownKeys(db).map((key) => ({
      fingerprint: fingerprintOf(key.public_key),
      madeAt: key.created_at,
      retiredAt: key.retired_at,
      reason: key.reason,
      letters: key.letters ?? 0,
    })),
    kinds: currentDefinitions(db, 'letter-template')
      .filter(({ body }) => !body.retired)
      .map(({ key, name, body }) => ({ key, name, state: proofState(body) })),
    others: otherKeys(db).map((key) => ({
      id: key.id,
      officeName: key.office_name,
      districtName: districtName(key.district_code),
      practice: key.practice === 1,
      fingerprint: fingerprintOf(key.public_key),
      madeOn: key.made_on,
      retiredOn: key.retired_on,
      importedAt: key.imported_at,
      importedBy: key.imported_by_name ?? '',
    })),
  }),

  setOn: (context, { on, version }) => {
    const saved = writeSetting(context.db, proofsKey, { on }, byNow(context), version)
    context.audit({ entity: 'letter-proofs', detail: { on } })
    return { version: saved }
  },

  renewKey: (context, { reason }) => {
    const pair = newKeyPair()
    retireKey(context.db, reason, byNow(context))
    insertKey(context.db, { ...pair, keyId: keyIdOf(pair.publicKey) }, byNow(context))
    const fingerprint = fingerprintOf(pair.publicKey)
    context.audit({ entity: 'letter-key', detail: { fingerprint } })
    return { fingerprint }
  },

  exportKeys: (context) => {
    ensureKey.run(context, {})
    context.audit({ entity: 'letter-key', detail: { keys: ownKeys(context.db).length } })
    return keyFileOf(context)
  },

  readKeyFile: (context, { fileId }) => {
    const file = readKeyFile(context, fileId)
    return {
      officeName: file.officeName,
      districtName: districtName(file.districtCode),
      practice: file.practice,
      fileDate: file.fileDate,
      keys: file.keys.map((key) => ({
        fingerprint: fingerprintOf(key.publicKey),
        madeOn: key.madeOn,
        retiredOn: key.retiredOn,
        state: key.state,
      })),
    }
  },

  importKeys: (context, { fileId }) => {
    const { keys } = readKeyFile(context, fileId)
    for (const { state, ...key } of keys) if (state !== 'known') saveOtherKey(context.db, key, byNow(context))
    const added = keys.filter(({ state }) => state === 'new').length
    const updated = keys.filter(({ state }) => state === 'changed').length
    context.audit({
      entity: 'other-office-key',
      detail: { added, updated, fingerprints: keys.map(({ publicKey }) => fingerprintOf(publicKey)) },
    })
    return { added, updated }
  },

  removeKey: (context, { id }) => {
    const key = findOtherKey(context.db, id)
    if (key === undefined) throw new AppError('NOT_FOUND', 'Kunci ini sudah dibuang.', { hint: 'Muat ulang daftarnya.' })
    deleteOtherKey(context.db, id)
    context.audit({ entity: 'other-office-key', entityId: id, detail: { fingerprint: fingerprintOf(key.public_key) } })
    return {}
  },
}

/** Commands that only print jobs send. */
export const letterProofsInternal = [ensureKey]
