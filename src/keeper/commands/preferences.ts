import type { Handler } from './handler.ts';

export const get: Handler<'preferences.get'> = (keeper) => keeper.session().preferences;

export const set: Handler<'preferences.set'> = async (keeper, { autoLockMinutes }) => {
  const session = keeper.session();
  session.preferences = await session.savePreferences({ autoLockMinutes });
  session.deadline.setMinutes(autoLockMinutes);
  return session.preferences;
};
