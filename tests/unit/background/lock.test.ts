// What locks an open vault while nobody is there to press a button.
import { beforeEach, expect, it, vi } from 'vitest';

type Listener = (told: never) => void;
const fake = vi.hoisted(() => ({
  state: 'unlocked',
  call: vi.fn(async (_command: string) => undefined),
  idle: undefined as Listener | undefined,
  alarm: undefined as Listener | undefined,
}));
vi.mock('../../../src/background/keeper-document.ts', () => ({ keeper: () => ({ call: fake.call }) }));
vi.mock('wxt/browser', () => {
  const event = (name: 'idle' | 'alarm') => ({
    addListener: (listener: Listener) => Object.assign(fake, { [name]: listener }),
  });
  const session = { get: async () => ({ 'keeper-status': { state: fake.state } }) };
  return {
    browser: { alarms: { onAlarm: event('alarm') }, idle: { onStateChanged: event('idle') }, storage: { session } },
  };
});
const { lockAlarm, watchDeadline } = await import('../../../src/background/lock.ts');

const asked = async (listener: Listener | undefined, told: unknown): Promise<string[]> => {
  listener?.(told as never);
  await new Promise(setImmediate);
  return fake.call.mock.calls.map(([command]) => command);
};
beforeEach(() => {
  fake.call.mockClear();
  fake.state = 'unlocked';
  watchDeadline();
});

it('is the lock of the computer, but not a person who only looks on', async () => {
  expect(await asked(fake.idle, 'idle')).toEqual([]);
  expect(await asked(fake.idle, 'active')).toEqual([]);
  expect(await asked(fake.idle, 'locked')).toEqual(['vault.lock']);
});

it('wakes no keeper for a vault that is not open', async () => {
  fake.state = 'locked';
  expect(await asked(fake.idle, 'locked')).toEqual([]);
});

it('is the time that has passed, which the keeper itself looks at', async () => {
  expect(await asked(fake.alarm, { name: 'another' })).toEqual([]);
  expect(await asked(fake.alarm, { name: lockAlarm })).toEqual(['vault.lockIfDue']);
});
