import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeeperClient } from '../../../src/bridge/keeper-client.ts';
import type { PublicStatus } from '../../../src/bridge/status.ts';
import type { FrameContext, Opened } from '../../../src/bridge/views.ts';
import { FieldsealError } from '../../../src/bytes/errors.ts';
import { openAhead } from '../../../src/ui/reader/open-ahead.ts';

const told: ((status: PublicStatus) => void)[] = [];
vi.mock('../../../src/bridge/status.ts', () => ({
  watchStatus: (tell: (status: PublicStatus) => void) => void told.push(tell),
}));
vi.mock('#i18n', () => ({ i18n: { t: (key: string) => key } }));

const token = 'FSEAL1mabc';
const context = (kind: 'reader' | 'composer', what = token) => ({ kind, token: what }) as FrameContext;
const opened = (text: string) => ({ text }) as Opened;

class Locked extends FieldsealError {
  constructor(code = 'locked') {
    super(code);
  }
}

describe('opening ahead', () => {
  const call = vi.fn<(command: string, input: unknown) => Promise<unknown>>();
  const keeper = { call, prepare: vi.fn() } as unknown as KeeperClient;
  beforeEach(() => {
    call.mockReset();
    told.length = 0;
  });

  it('asks once, and gives that answer to the first who opens and a new one to the next', async () => {
    call.mockResolvedValueOnce(opened('first')).mockResolvedValueOnce(opened('second'));
    const open = openAhead(Promise.resolve(context('reader')), keeper);
    await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(1));
    expect(await open(token)).toEqual(opened('first'));
    expect(call).toHaveBeenCalledTimes(1);
    expect(await open(token)).toEqual(opened('second'));
  });

  it('asks again what a locked vault refused, and passes on every other refusal', async () => {
    call.mockRejectedValueOnce(new Locked()).mockResolvedValueOnce(opened('later'));
    expect(await openAhead(Promise.resolve(context('reader')), keeper)(token)).toEqual(opened('later'));
    call.mockRejectedValueOnce(new Locked('not-for-me'));
    await expect(openAhead(Promise.resolve(context('reader')), keeper)(token)).rejects.toMatchObject({
      code: 'not-for-me',
    });
  });

  it('drops what it opened when the vault locks', async () => {
    call.mockResolvedValueOnce(opened('before')).mockRejectedValueOnce(new Locked());
    const open = openAhead(Promise.resolve(context('reader')), keeper);
    await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(1));
    for (const tell of told) tell({ state: 'locked' });
    await expect(open(token)).rejects.toMatchObject({ code: 'locked' });
  });

  it('asks for nothing on a card, in another frame, or where the frame was not bound', async () => {
    openAhead(Promise.resolve(context('reader', 'FSEAL1cabc')), keeper);
    openAhead(Promise.resolve(context('composer')), keeper);
    const refused = Promise.reject(new Locked('refused-sender'));
    openAhead(refused, keeper);
    await expect(refused).rejects.toThrow();
    await Promise.resolve();
    expect(call).not.toHaveBeenCalled();
  });
});
