import { expect, it } from 'vitest';
import { sealedLength } from '../../../src/bytes/sealed-length.ts';
import { makePerson } from './stand.ts';

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no error',
    (error) => error.code,
  );
const origin = 'https://forum.example';

it('seals for the writer alone where that is said, and tells so on opening', async () => {
  const [alice, bob] = await Promise.all(['Alice', 'Bob'].map(makePerson));
  const { id } = await alice!.say('contacts.add', { card: bob!.card });
  await bob!.say('contacts.add', { card: alice!.card });
  const { token } = await alice!.say('text.seal', { text: 'x', to: ['me'], origin });
  expect(token).toHaveLength(sealedLength({ text: 'x', origin, recipients: 0, passphrases: 0, introductions: 0 }));
  expect((await alice!.say('text.open', { token })).sender).toEqual({ kind: 'self', alone: true });
  expect(await codeOf(bob!.say('text.open', { token }))).toBe('not-for-me');
  const shared = await alice!.say('text.seal', { text: 'x', to: ['me', id], origin });
  expect((await alice!.say('text.open', shared)).sender).toEqual({ kind: 'self', alone: false });
  expect((await bob!.say('text.open', shared)).text).toBe('x');
});
