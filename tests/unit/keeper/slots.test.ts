import { describe, expect, it } from 'vitest';
import type { WayIn } from '../../../src/bridge/views.ts';
import { byPassphrase, codeOf, makePerson, makeStand, passphraseOf, proofOf } from './stand.ts';

const proof = proofOf('Alice');
const wrong = byPassphrase('not my passphrase');
const prf = () => Uint8Array.from({ length: 32 }, (_, n) => n + 1);
const credentialId = Uint8Array.of(1, 2, 3);

const kindsOf = (slots: readonly { kind: string; name: string }[]) => slots.map(({ kind, name }) => `${kind} ${name}`);

/** Alice with a slot of each kind that is added in one step. */
const makeOwner = async () => {
  const alice = await makePerson('Alice');
  await alice.say('slots.addPassphrase', { passphrase: 'second passphrase', name: 'second', proof });
  await alice.say('slots.addPin', { pin: '2468', name: 'this laptop', proof });
  const { prfSalt } = await alice.say('passkey.prepare', {});
  const added = { credentialId, prfSalt, prf: prf(), name: 'key ring', proof };
  const slots = await alice.say('slots.addPasskey', added);
  return { ...alice, slots, prfSalt };
};

describe('the ways in', () => {
  it('are told while the vault is locked, without names or dates', async () => {
    const { say, prfSalt } = await makeOwner();
    await say('vault.lock', {});
    expect(await say('vault.ways', {})).toEqual({
      passphrase: true,
      recovery: false,
      pinAttemptsLeft: 5,
      passkeys: [{ credentialId, prfSalt }],
    });
    expect(await codeOf(say('slots.list', {}))).toBe('locked');
  });

  it('are no vault’s where there is none', async () => {
    const { say } = await makeStand();
    expect(await codeOf(say('vault.ways', {}))).toBe('vault-missing');
  });

  it.each<[string, WayIn]>([
    ['passphrase', proof],
    ['second passphrase', byPassphrase('second passphrase')],
    ['PIN', { kind: 'pin', pin: '2468' }],
    ['passkey', { kind: 'passkey', credentialId, prf: prf() }],
  ])('open the vault by %s, which is then the one in use', async (_, way) => {
    const { say } = await makeOwner();
    await say('vault.lock', {});
    expect(await say('vault.unlock', { way })).toMatchObject({ state: 'unlocked', name: 'Alice' });
    const used = (await say('slots.list', {})).filter(({ current }) => current);
    expect(used).toHaveLength(1);
    expect(used[0]?.lastUsed).toBeGreaterThan(0);
  });

  it('leave nothing of a passkey behind in what was said', async () => {
    const { say } = await makeOwner();
    const way = { kind: 'passkey', credentialId, prf: prf() } as const;
    await say('vault.lock', {});
    await say('vault.unlock', { way });
    const other = { ...way, prf: prf() };
    await say('slots.addPin', { pin: '1357', name: '', proof: other });
    const wrongOne = { ...way, prf: prf().reverse() };
    await codeOf(say('vault.rotate', { proof, others: [wrongOne] }));
    for (const each of [way, other, wrongOne]) expect(each.prf).toEqual(new Uint8Array(32));
  });

  it('that are wrong say so, each in its own words', async () => {
    const { say } = await makeOwner();
    await say('vault.lock', {});
    const unlock = (way: WayIn) => codeOf(say('vault.unlock', { way }));
    expect(await unlock(wrong)).toBe('passphrase-wrong');
    expect(await unlock({ kind: 'pin', pin: '1111' })).toBe('pin-wrong');
    expect(await unlock({ kind: 'passkey', credentialId, prf: prf().reverse() })).toBe('passkey-wrong');
    expect(await unlock({ kind: 'passkey', credentialId, prf: new Uint8Array(32) })).toBe('passkey-output');
    expect(await unlock({ kind: 'recovery', groups: 'no key at all' })).toBe('recovery-key-length');
    expect(await say('status', {})).toEqual({ state: 'locked' });
  });
});

describe('changing the ways in', () => {
  it('lists them in the order they were made, and renames them', async () => {
    const { say, slots } = await makeOwner();
    expect(kindsOf(slots).slice(1)).toEqual(['password second', 'pin this laptop', 'passkey key ring']);
    const { id = '' } = slots[1] ?? {};
    expect(kindsOf(await say('slots.rename', { id, name: '  spare ' }))[1]).toBe('password spare');
  });

  it('asks again who is there, and a wrong proof changes nothing and counts as a failed attempt', async () => {
    const { say, slots, keeper } = await makeOwner();
    const [first] = slots;
    const id = first?.id ?? '';
    const named = { name: '', proof: wrong };
    const attempts = [
      say('slots.remove', { id, proof: wrong }),
      say('slots.addPassphrase', { passphrase: 'third', ...named }),
      say('slots.changePassphrase', { id, passphrase: 'third', proof: wrong }),
      say('slots.addPin', { pin: '1357', ...named }),
      say('slots.addPasskey', { credentialId, prfSalt: new Uint8Array(32), prf: prf(), ...named }),
      say('recovery.make', { proof: wrong }),
      say('vault.rotate', { proof: wrong }),
      say('export.make', { passphrase: 'of the file', proof: wrong }),
    ];
    for (const attempt of attempts) expect(await codeOf(attempt)).toBe('passphrase-wrong');
    expect(await say('slots.list', {})).toEqual(slots);
    expect(keeper.session().pending.sheet).toBeUndefined();
    for (let i = 0; i < 2; i++) expect(await codeOf(say('recovery.make', { proof: wrong }))).toBe('passphrase-wrong');
    expect(await codeOf(say('recovery.make', { proof }))).toBe('wait');
  });

  it('takes one away, but never the last passphrase or recovery key', async () => {
    const { say, slots } = await makeOwner();
    const [first, second] = slots;
    expect(await say('slots.remove', { id: second?.id ?? '', proof })).toHaveLength(3);
    expect(await codeOf(say('slots.remove', { id: first?.id ?? '', proof }))).toBe('slot-last');
    expect(await codeOf(say('slots.remove', { id: second?.id ?? '', proof }))).toBe('slot-missing');
  });

  it('changes the passphrase of the very slot, with any way in as proof', async () => {
    const { say, slots } = await makeOwner();
    const [first] = slots;
    const change = { id: first?.id ?? '', passphrase: 'a better passphrase' };
    const changed = await say('slots.changePassphrase', { ...change, proof: { kind: 'pin', pin: '2468' } });
    expect(changed.map(({ id }) => id)).toEqual(slots.map(({ id }) => id));
    await say('vault.lock', {});
    expect(await codeOf(say('vault.unlock', { way: proof }))).toBe('passphrase-wrong');
    expect(await say('vault.unlock', { way: byPassphrase('a better passphrase') })).toMatchObject({ name: 'Alice' });
    await say('vault.lock', {});
    expect(await say('vault.unlock', { way: byPassphrase('second passphrase') })).toMatchObject({ name: 'Alice' });
  });

  it('refuses an empty passphrase and a short PIN', async () => {
    const { say } = await makePerson('Alice');
    expect(await codeOf(say('slots.addPassphrase', { passphrase: '', name: '', proof }))).toBe('passphrase-empty');
    expect(await codeOf(say('slots.addPin', { pin: '123', name: '', proof }))).toBe('pin-too-short');
  });

  it('keeps one PIN, and none after five wrong ones', async () => {
    const { say } = await makeOwner();
    const slots = await say('slots.addPin', { pin: '1357', name: 'new', proof });
    expect(kindsOf(slots).filter((kind) => kind.startsWith('pin'))).toEqual(['pin new']);
    await say('vault.lock', {});
    for (let left = 4; left > 0; left--)
      expect(await codeOf(say('vault.unlock', { way: { kind: 'pin', pin: '0000' } }))).toBe('pin-wrong');
    expect(await codeOf(say('vault.unlock', { way: { kind: 'pin', pin: '0000' } }))).toBe('pin-erased');
    expect(await codeOf(say('vault.unlock', { way: { kind: 'pin', pin: '1357' } }))).toBe('pin-erased');
    expect(await say('vault.ways', {})).toMatchObject({ pinAttemptsLeft: 0 });
  });

  it('is done once where a client says it again under the same id, since the answer was lost', async () => {
    const { say, slots } = await makeOwner();
    const again = { kind: 'app', id: 'the same call' } as const;
    const added = { passphrase: 'third', name: 'third', proof };
    const once = await say('slots.addPassphrase', added, again);
    expect(await say('slots.addPassphrase', added, again)).toEqual(once);
    expect(await say('slots.list', {})).toHaveLength(slots.length + 1);
    const id = slots[0]?.id ?? '';
    const changed = { id, passphrase: 'new words', proof };
    const change = await say('slots.changePassphrase', changed, again);
    expect(await say('slots.changePassphrase', changed, again)).toEqual(change);
    const removed = { id, proof: byPassphrase('new words') };
    const left = await say('slots.remove', removed, again);
    expect(await say('slots.remove', removed, again)).toEqual(left);
    expect(kindsOf(left)).toEqual(kindsOf([...slots.slice(1), { kind: 'password', name: 'third' }]));
  });

  it('counts a wrong proof once where it is said again under the same id', async () => {
    const { say, keeper } = await makeOwner();
    const again = { kind: 'app', id: 'the same call' } as const;
    const added = { pin: '1357', name: '', proof: { kind: 'pin', pin: '1111' } } as const;
    for (let i = 0; i < 3; i++) expect(await codeOf(say('slots.addPin', added, again))).toBe('pin-wrong');
    expect((await say('slots.list', {})).find(({ kind }) => kind === 'pin')?.attemptsLeft).toBe(4);
    await say('vault.lock', {});
    await say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(await codeOf(keeper.session().repeats.once('slots.addPin the same call', async () => null))).toBe(
      'no error',
    );
  });
});
