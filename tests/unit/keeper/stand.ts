// A keeper without a browser: the release WASM, an IndexedDB in memory, and the checked commands straight to the handlers.
import 'fake-indexeddb/auto';
import type { KeeperCommand, KeeperInput, KeeperOutputs } from '../../../src/bridge/keeper-commands.ts';
import type { KeeperCaller } from '../../../src/bridge/keeper-server.ts';
import type { WayIn } from '../../../src/bridge/views.ts';
import { makeLocalLane } from '../../../src/crypto/index.ts';
import { carryOut } from '../../../src/keeper/carry-out.ts';
import { type Keeper, makeKeeper } from '../../../src/keeper/keeper.ts';
import type { AnchorStore } from '../../../src/vault/anchor.ts';
import { openDatabase } from '../../../src/vault/database.ts';
import { compileTestCore, loadTestCore } from '../../support/core.ts';
import { testCost, testPolicy } from '../vault/support.ts';

export interface Stand {
  readonly keeper: Keeper;
  readonly say: <C extends KeeperCommand>(
    command: C,
    input: KeeperInput<C>,
    caller?: KeeperCaller & { readonly id?: string },
  ) => Promise<KeeperOutputs[C]>;
  /** Of the database. */
  readonly name: string;
  /** How often the vault has locked itself. */
  readonly locks: () => number;
}

let count = 0;
const module = await compileTestCore();

interface StandOptions {
  readonly name?: string;
  readonly vaultExisted?: boolean;
  readonly anchors?: AnchorStore;
}

/** A keeper with an empty database of its own, or over the database of an earlier one. */
export const makeStand = async ({
  name = `stand-${++count}`,
  vaultExisted = false,
  anchors,
}: StandOptions = {}): Promise<Stand> => {
  let locks = 0;
  const made = makeKeeper({
    core: await loadTestCore(),
    openDatabase: () => openDatabase(name),
    vaultExisted,
    onLocked: () => locks++,
    // The real floor has tests in the vault's room.
    vaultOptions: { kdf: testCost, policy: testPolicy, ...(anchors && { anchors }) },
  });
  const openLanes = async () => ({ lanes: [makeLocalLane(module)], close: () => undefined });
  const keeper: Keeper = { ...made, openLanes };
  return {
    keeper,
    say: async (command, input, { id = crypto.randomUUID(), ...caller } = { kind: 'app' }) =>
      carryOut(keeper, { id, command, input, caller }) as never,
    name,
    locks: () => locks,
  };
};

export const passphraseOf = (name: string): string => `${name} has a long passphrase`;
export const byPassphrase = (passphrase: string): WayIn => ({ kind: 'passphrase', passphrase });

/** A keeper whose vault is open, and its card. */
export const makePerson = async (name: string): Promise<Stand & { readonly card: string }> => {
  const stand = await makeStand();
  await stand.say('vault.create', { name, passphrase: passphraseOf(name) });
  const { card } = await stand.say('identity.card', {});
  return { ...stand, card };
};

export const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'no error',
    (error) => error.code,
  );

/** The proof that such a person brings. */
export const proofOf = (name: string): WayIn => byPassphrase(passphraseOf(name));
