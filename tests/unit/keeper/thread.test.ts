import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, makePerson } from './stand.ts';

const composer = { kind: 'composer', origin: 'https://forum.example' } as const;
const origin = composer.origin;

describe('a sealed text that is opened to be changed', () => {
  let alice: Awaited<ReturnType<typeof makePerson>>;
  let bob: Awaited<ReturnType<typeof makePerson>>;
  let carol: Awaited<ReturnType<typeof makePerson>>;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    [alice, bob, carol] = (await Promise.all(['Alice', 'Bob', 'Carol'].map(makePerson))) as [
      typeof alice,
      typeof bob,
      typeof carol,
    ];
    for (const [name, { card }] of Object.entries({ Bob: bob, Carol: carol })) {
      ids[name] = (await alice.say('contacts.add', { card })).id;
    }
    ids.Alice = (await bob.say('contacts.add', { card: alice.card })).id;
  });
  const seal = async (who: typeof alice, to: string[], passphrase?: string): Promise<string> =>
    (await who.say('text.seal', { text: 'the plan', to, origin, ...(passphrase ? { passphrase } : {}) })).token;

  it('tells its writer whom it is for', async () => {
    const token = await seal(alice, [ids.Bob as string, ids.Carol as string]);
    const found = await alice.say('text.edit', { token }, composer);
    expect(found).toMatchObject({
      opened: { text: 'the plan', sender: { kind: 'self' } },
      others: 0,
      passphrase: false,
    });
    expect([...found.to].sort()).toEqual([ids.Bob, ids.Carol].sort());
  });

  it('tells a reader who wrote it, and only how many others read it', async () => {
    const token = await seal(alice, [ids.Bob as string, ids.Carol as string]);
    expect(await bob.say('text.edit', { token }, composer)).toMatchObject({
      opened: { sender: { kind: 'contact', name: 'Alice' } },
      to: [ids.Alice],
      others: 1,
    });
  });

  it('counts a reader who is no contact any more, and says that a passphrase opens it', async () => {
    const token = await seal(alice, [ids.Bob as string, ids.Carol as string], 'eight small boats');
    await alice.say('contacts.remove', { id: ids.Carol as string });
    const found = await alice.say('text.edit', { token }, composer);
    await alice.say('contacts.restore', { id: ids.Carol as string });
    expect(found).toMatchObject({ to: [ids.Bob], others: 1, passphrase: true });
  });

  it('stays shut for somebody whom it is not for', async () => {
    const token = await seal(alice, [ids.Bob as string]);
    expect(await codeOf(carol.say('text.edit', { token }, composer))).toBe('not-for-me');
  });

  it('names the people of several texts: writers and readers, and what is not known of them', async () => {
    const mine = await seal(alice, [ids.Carol as string]);
    const his = await seal(bob, [ids.Alice as string]);
    const strangers = await seal(carol, [], 'nine small boats');
    const found = await alice.say('text.participants', { tokens: [mine, his, strangers, 'no token'] }, composer);
    expect([...found.people].sort()).toEqual([ids.Bob, ids.Carol].sort());
    expect(found).toMatchObject({ unknown: 0, hidden: false, foreign: 2 });
  });

  it('names no writer by the hints of a text that was cut out of another', async () => {
    const his = await seal(bob, [ids.Alice as string]);
    const cut = `${his.slice(0, -8)}00000000`;
    expect(await alice.say('text.participants', { tokens: [cut] }, composer)).toMatchObject({ people: [], foreign: 1 });
  });
});
