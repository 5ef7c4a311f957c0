import { describe, expect, it } from 'vitest';
import { makeEd25519KeyPair } from '../../../../src/crypto/ed25519.ts';
import { makeX25519KeyPair } from '../../../../src/crypto/x25519.ts';
import { openStore } from '../../../../src/vault/store.ts';
import {
  type Identity,
  identityChange,
  identityStore,
  loadIdentity,
  saveIdentity,
  wipeIdentity,
} from '../../../../src/vault/stores/identity.ts';
import { codeOf, freshDatabase, makeVault, unlock } from '../support.ts';

const makeIdentity = async (): Promise<Identity> => {
  const [ed25519, x25519] = [await makeEd25519KeyPair(), await makeX25519KeyPair()];
  return {
    name: 'Zoë Ångström',
    created: 1_760_000_000_000,
    ed25519Private: ed25519.privateKey,
    ed25519Public: ed25519.publicKey,
    x25519Private: x25519.privateKey,
    x25519Public: x25519.publicKey,
    card: 'card text',
  };
};

describe('the identity', () => {
  it('is none at first, and the same after unlocking once it was kept', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    expect(await loadIdentity(vault)).toBeUndefined();
    const identity = await makeIdentity();
    await saveIdentity(vault, identity);
    expect(await loadIdentity(await unlock(db))).toEqual(identity);
  });

  it('is one: a later one takes the earlier one’s place', async () => {
    const vault = await makeVault(await freshDatabase());
    await saveIdentity(vault, await makeIdentity());
    const renamed = { ...(await makeIdentity()), name: 'another' };
    await vault.write([identityChange(vault, renamed)]);
    expect(await loadIdentity(vault)).toEqual(renamed);
    expect(await openStore(vault, identityStore).list()).toHaveLength(1);
  });

  it.each(['ed25519Private', 'ed25519Public', 'x25519Private', 'x25519Public'] as const)(
    'is neither kept nor given with a foreign %s',
    async (part) => {
      const vault = await makeVault(await freshDatabase());
      const identity = { ...(await makeIdentity()), [part]: (await makeIdentity())[part] };
      expect(await codeOf(saveIdentity(vault, identity))).toBe('identity-damaged');
      expect(await loadIdentity(vault)).toBeUndefined();
      await vault.write([identityChange(vault, identity)]);
      expect(await codeOf(loadIdentity(vault))).toBe('identity-damaged');
    },
  );

  it('is not kept with keys of the wrong length', async () => {
    const vault = await makeVault(await freshDatabase());
    const identity = await makeIdentity();
    for (const wrong of [{ x25519Private: new Uint8Array(31) }, { ed25519Public: new Uint8Array(0) }]) {
      expect(await codeOf(saveIdentity(vault, { ...identity, ...wrong }))).toBe('identity-damaged');
    }
  });

  it('loses its private keys when it is wiped', async () => {
    const identity = await makeIdentity();
    wipeIdentity(identity);
    expect(identity.ed25519Private).toEqual(new Uint8Array(32));
    expect(identity.x25519Private).toEqual(new Uint8Array(32));
  });
});
