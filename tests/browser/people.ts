// Alice and Bob, met: both have vaults and each other's cards.
import { addContact, createVault, launchProfile, myCard, type Profile } from './driver.ts';
import type { LaunchOptions } from './profile.ts';

export const passphrases = {
  Alice: 'violet anchor seven teapots',
  Bob: 'quiet lantern under the bridge',
  Carol: 'nine herons by the old mill',
} as const;

export interface People {
  readonly alice: Profile;
  readonly bob: Profile;
  readonly close: () => Promise<void>;
}

/** One person with an open vault. */
export const launchPerson = async (name: keyof typeof passphrases, options: LaunchOptions = {}): Promise<Profile> => {
  const profile = await launchProfile({ ...options, name });
  await createVault(profile, { name, passphrase: passphrases[name] });
  return profile;
};

/** Two people who have exchanged cards. */
export const launchPeople = async (options: LaunchOptions = {}): Promise<People> => {
  const [alice, bob] = await Promise.all([launchPerson('Alice', options), launchPerson('Bob', options)]);
  const [alicesCard, bobsCard] = await Promise.all([myCard(alice), myCard(bob)]);
  for (const { error } of await Promise.all([addContact(alice, bobsCard), addContact(bob, alicesCard)])) {
    if (error !== undefined) throw new Error(error);
  }
  return { alice, bob, close: async () => void (await Promise.all([alice.close(), bob.close()])) };
};
