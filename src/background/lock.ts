import { browser } from 'wxt/browser';
import { lastStatus } from '../bridge/status.ts';
import { keeper } from './keeper-document.ts';

export const lockAlarm = 'lock';

/** Locks now, where there is something to lock. */
export const lockNow = async (): Promise<void> => {
  if ((await lastStatus())?.state === 'unlocked') await keeper().call('vault.lock', {});
};

/** The keeper checks its own deadline at every command; the alarm only makes it prompt. */
export const watchDeadline = (): void => {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === lockAlarm) void keeper().call('vault.lockIfDue', {});
  });
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') void lockNow();
  });
};
