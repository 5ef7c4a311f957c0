import { describe, expect, it } from 'vitest';
import { fileHeadMost, fileStepMost } from '../../../src/bridge/file-views.ts';
import { concat } from '../../../src/bytes/bytes.ts';
import { MAX_HEAD } from '../../../src/envelope/file/head.ts';
import { byPassphrase, codeOf, makePerson, passphraseOf, type Stand } from './stand.ts';

const PART = 300_000;
const data = Uint8Array.from({ length: 1_500_000 }, (_, at) => (at * 13 + (at >> 9)) & 255);

/** Says all steps of a job; gives what came out. */
const run = async ({ say }: Stand, job: string, input: Uint8Array) => {
  const parts: Uint8Array[] = [];
  let head: Uint8Array | undefined;
  for (let turn = 0; turn === 0 || turn * PART < input.length; turn++) {
    const last = (turn + 1) * PART >= input.length;
    const part = input.slice(turn * PART, (turn + 1) * PART);
    const step = await say('file.step', { job, turn, data: part, last });
    parts.push(step.data);
    head = step.head;
  }
  return { data: concat(...parts), head };
};

const seal = async (person: Stand, to: readonly string[], input = data): Promise<Uint8Array> => {
  const { job, headBytes } = await person.say('file.seal', { name: 'plan.pdf', mediaType: '', to: [...to] });
  const { head, data: stream } = await run(person, job, input);
  expect(head).toHaveLength(headBytes);
  return concat(head!, stream);
};

const begin = ({ say }: Stand, file: Uint8Array) =>
  say('file.open', { start: file.slice(0, fileHeadMost), size: file.length });

const meet = async () => {
  const [alice, bob] = [await makePerson('Alice'), await makePerson('Bob')];
  const { id } = await alice.say('contacts.add', { card: bob.card });
  await bob.say('contacts.add', { card: alice.card });
  return { alice, bob, bobsId: id };
};

describe('a file', () => {
  it('that Alice seals is opened by Bob, who learns what it is before its bytes come', async () => {
    const { alice, bob, bobsId } = await meet();
    const file = await seal(alice, [bobsId]);
    const opening = await begin(bob, file);
    expect(opening).toMatchObject({ name: 'plan.pdf', size: data.length, sender: { kind: 'contact', name: 'Alice' } });
    expect((await run(bob, opening.job, file.subarray(opening.headBytes))).data).toEqual(data);
    const own = await begin(alice, file);
    expect(own.sender).toEqual({ kind: 'self' });
    const stranger = await makePerson('Carol');
    expect(await codeOf(begin(stranger, file))).toBe('not-for-me');
    const { events } = await alice.say('activity.list', {});
    expect(events.slice(0, 2).map(({ kind, subject }) => `${kind}: ${subject}`)).toEqual([
      'file-opened: plan.pdf',
      'file-sealed: plan.pdf',
    ]);
  });

  it('without a byte, and for myself alone, is sealed and opened too', async () => {
    const alice = await makePerson('Alice');
    const file = await seal(alice, [], new Uint8Array(0));
    const { job, headBytes, size } = await begin(alice, file);
    expect(size).toBe(0);
    expect((await run(alice, job, file.subarray(headBytes))).data).toHaveLength(0);
  });

  it('gives the same to a step that is said twice, and nothing to one out of turn', async () => {
    const { say } = await makePerson('Alice');
    const { job } = await say('file.seal', { name: 'a', mediaType: '', to: [] });
    const first = { job, turn: 0, data: data.slice(0, fileStepMost), last: false };
    const answer = await say('file.step', first);
    expect(await say('file.step', first)).toBe(answer);
    expect(await codeOf(say('file.step', { ...first, turn: 2 }))).toBe('file-gone');
    expect(await codeOf(say('file.step', { ...first, job: '0'.repeat(32) }))).toBe('file-gone');
  });

  it('that is stopped is gone, and stopping it again changes nothing', async () => {
    const { say } = await makePerson('Alice');
    const { job } = await say('file.seal', { name: 'a', mediaType: '', to: [] });
    await say('file.step', { job, turn: 0, data: data.slice(0, PART), last: false });
    expect(await say('file.stop', { job })).toBe(null);
    expect(await say('file.stop', { job })).toBe(null);
    expect(await codeOf(say('file.step', { job, turn: 1, data: data.slice(0, PART), last: true }))).toBe('file-gone');
  });

  it('ends with the lock, and is not taken up by the next unlock', async () => {
    const { say } = await makePerson('Alice');
    const { job } = await say('file.seal', { name: 'a', mediaType: '', to: [] });
    await say('file.step', { job, turn: 0, data: data.slice(0, PART), last: false });
    await say('vault.lock', {});
    const next = { job, turn: 1, data: data.slice(0, PART), last: true };
    expect(await codeOf(say('file.step', next))).toBe('locked');
    await say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(await codeOf(say('file.step', next))).toBe('file-gone');
  });

  it('is ended where its page left it behind and others came', async () => {
    const { say } = await makePerson('Alice');
    const begun: string[] = [];
    for (let i = 0; i < 5; i++) begun.push((await say('file.seal', { name: 'a', mediaType: '', to: [] })).job);
    const step = (job: string) => say('file.step', { job, turn: 0, data: new Uint8Array(0), last: true });
    expect(await codeOf(step(begun[0]!))).toBe('file-gone');
    for (const job of begun.slice(1)) expect((await step(job)).head).toBeDefined();
  });

  it('is refused where it was changed, cut off or mixed with another', async () => {
    const alice = await makePerson('Alice');
    const [one, two] = [await seal(alice, []), await seal(alice, [])];
    expect(await codeOf(begin(alice, one.slice(0, -1)))).toBe('file-truncated');
    expect(await codeOf(begin(alice, one.with(100, one[100]! ^ 1)))).not.toBe('no error');
    const { job, headBytes } = await begin(alice, one);
    expect(await codeOf(run(alice, job, two.subarray(headBytes)))).toBe('file-damaged');
    const late = await begin(alice, one);
    const changed = one.with(-1, one.at(-1)! ^ 1).subarray(late.headBytes);
    expect(await codeOf(run(alice, late.job, changed))).toBe('file-damaged');
    expect(await codeOf(begin(alice, data))).toBe('not-sealed-file');
  });

  it('is not sealed for somebody unknown', async () => {
    const { say } = await makePerson('Alice');
    const to = ['0'.repeat(32)];
    expect(await codeOf(say('file.seal', { name: 'a', mediaType: '', to }))).toBe('contact-unknown');
  });
});

describe('what views are told of the format', () => {
  it('is what the format says', () => expect(fileHeadMost).toBe(MAX_HEAD));
});
