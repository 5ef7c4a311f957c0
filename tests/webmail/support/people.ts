// Alice and Bob: two browser profiles, each with a vault, who have each other's cards.
import { addContact, createVault, launchProfile, myCard, type Profile } from '../../browser/driver.ts';

export const PASSPHRASE = 'four quiet herons by the mill';

/** A name that is not `localhost`, and so no secure context over http; it leads to loopback. */
export const INSECURE_HOST = 'site.example.test';

export const launchPerson = async (name: string): Promise<Profile> => {
  const person = await launchProfile({ name, args: [`--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`] });
  try {
    await createVault(person, { name, passphrase: PASSPHRASE });
    return person;
  } catch (error) {
    await person.close();
    throw error;
  }
};

export interface People {
  readonly alice: Profile;
  readonly bob: Profile;
  readonly leave: () => Promise<void>;
}

export const launchPeople = async (): Promise<People> => {
  const [alice, bob] = (await Promise.all(['Alice', 'Bob'].map(launchPerson))) as [Profile, Profile];
  const [hers, his] = await Promise.all([myCard(alice), myCard(bob)]);
  await Promise.all([addContact(alice, his), addContact(bob, hers)]);
  const leave = async (): Promise<void> => {
    await Promise.all([alice.close(), bob.close()]);
  };
  return { alice, bob, leave };
};
