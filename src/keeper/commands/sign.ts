import { saveSign } from '../../vault/stores/sign.ts';
import type { Handler } from './handler.ts';

export const get: Handler<'sign.get'> = (keeper) => keeper.session().sign ?? null;

/** Every open window shows it again: the revision of the status tells them. */
export const set: Handler<'sign.set'> = async (keeper, sign) => {
  const session = keeper.session();
  await saveSign(session.vault, sign);
  session.sign = sign;
  session.changes.add();
  return sign;
};
