// Bob, Carol and a stranger without browsers of their own: cards, and texts that they sealed.
import { makeCard, parseCard } from '../../../src/envelope/card.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { loadTestCore } from '../../support/core.ts';
import { makePerson, type Person } from '../../unit/envelope/people.ts';

export interface Correspondent {
  readonly card: string;
  /** Seals for the holders of these cards, as the composer does. */
  readonly seal: (text: string, cards: readonly string[], origin: string) => Promise<string>;
}

const cardOf = async (name: string, { ed25519, x25519 }: Person): Promise<string> => {
  const created = Date.now();
  const expires = created + 1000 * 86_400_000;
  return (await makeCard({ name, created, expires, ed25519, x25519: x25519.publicKey })).text;
};

export const makeCorrespondent = async (name: string): Promise<Correspondent> => {
  const [core, person] = await Promise.all([loadTestCore(), makePerson(name)]);
  const seal: Correspondent['seal'] = async (text, cards, origin) =>
    sealMessage(core, {
      text,
      time: Date.now(),
      origin,
      sender: person,
      selfKey: person.selfKey,
      recipients: await Promise.all(cards.map(parseCard)),
    });
  return { card: await cardOf(name, person), seal };
};
