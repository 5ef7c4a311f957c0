import { describe, expect, it } from 'vitest';
import { toFileName } from '../../../../src/envelope/file/file-name.ts';
import { MAX_HEAD } from '../../../../src/envelope/file/head.ts';
import { openHead, openNamedFile } from '../../../../src/envelope/file/open-file.ts';
import { measureHead, sealNamedFile } from '../../../../src/envelope/file/seal-file.ts';
import { keep, openWhole, sealWhole, streamOf, testLanes } from '../../../support/sealed-files.ts';
import { alice, bob, CORES, carol, codeOf } from '../people.ts';

const time = 1_795_000_000_000;
const readers = { sender: alice, selfKey: alice.selfKey, recipients: [bob.contact] };
const file = { readers, time, name: 'Bericht – März.pdf', mediaType: 'application/pdf' };
const bobKeys = { me: bob, contacts: [alice.contact] };
const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255);

describe.each(CORES)('a sealed file, by %s', (_, core) => {
  it.each([0, 1, 65_536, 262_144, 262_145, 700_001])('of %i bytes opens for its readers', async (size) => {
    const data = pattern(size);
    const { whole } = await sealWhole(core, file, data);
    const { head, data: opened } = await openWhole(core, whole, bobKeys);
    expect(opened).toEqual(data);
    const { name, mediaType } = file;
    expect(head).toMatchObject({
      name,
      mediaType,
      size,
      time,
      from: { kind: 'contact', fingerprint: alice.fingerprint },
    });
    const own = await openWhole(core, whole, { selfKey: alice.selfKey });
    expect(own.head.from).toEqual({ kind: 'self' });
  });

  it('is refused for everybody else', async () => {
    const { whole } = await sealWhole(core, file, pattern(10));
    expect(await codeOf(() => openWhole(core, whole, { me: carol, contacts: [alice.contact] }))).toBe('not-for-me');
  });

  it('has a head of the length that was foretold', async () => {
    const { head } = await sealWhole(core, file, pattern(70_000));
    expect(await measureHead(core, file)).toBe(head.length);
    expect(head.length).toBeLessThan(MAX_HEAD);
  });

  it('has a head that fits with as many readers as there can be and the longest name', async () => {
    const recipients = Array.from({ length: 254 }, () => bob.contact);
    const large = { ...file, name: `${'名'.repeat(300)}.pdf`, readers: { ...readers, recipients } };
    expect(await measureHead(core, large)).toBeLessThan(MAX_HEAD);
  });
});

describe('sealing a file', () => {
  const core = CORES[0]![1];

  it('fails before it begins where nobody could open it', async () => {
    const none = { ...file, readers: { sender: alice, recipients: [] } };
    expect(await codeOf(() => measureHead(core, none))).toBe('no-recipients');
  });

  it('that is cancelled closes nothing', async () => {
    const sink = keep();
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('enough'));
    const transport = { source: streamOf(pattern(900_000)), sink, lanes: testLanes() };
    await expect(sealNamedFile(core, file, { ...transport, onProgress, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(sink.state()).toBe('aborted');
  });

  it('opened and cancelled half-way closes nothing', async () => {
    const { whole } = await sealWhole(core, file, pattern(900_000));
    const head = await openHead(core, whole.subarray(0, MAX_HEAD), whole.length, () => bobKeys);
    const sink = keep();
    const stop = new AbortController();
    const transport = { source: streamOf(whole.subarray(head.headBytes)), sink, lanes: testLanes() };
    const onProgress = () => stop.abort(new Error('enough'));
    await expect(openNamedFile(core, head, { ...transport, onProgress, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(sink.state()).toBe('aborted');
  });
});

describe('the name of a file', () => {
  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['../../etc/passwd', '__.._etc_passwd'],
    ['C:\\Windows\\evil.exe', 'C__Windows_evil.exe'],
    ['invoice\u202efdp.exe', 'invoice_fdp.exe'],
    ['a\u0000b\u200bc', 'a_b_c'],
    ['CON.txt', '_CON.txt'],
    ['.profile', '_profile'],
    ['trailing. . ', 'trailing'],
    ['', '_'],
    ['   ', '_'],
    ['Zoe\u0308.txt', 'Zo\u00eb.txt'],
  ])('%j becomes %j', (from, to) => expect(toFileName(from)).toBe(to));

  it('keeps its ending where it is cut', () => {
    const name = toFileName(`${'ä'.repeat(300)}.tar`);
    expect(name.endsWith('ä.tar')).toBe(true);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
  });

  it('stays as it is when it is made again', () => {
    for (const name of ['. .x', '\u200b.con', 'COM1', `${'\u{1F9ED}'.repeat(90)}.a b`, ' . ', '..'])
      expect(toFileName(toFileName(name))).toBe(toFileName(name));
  });
});
