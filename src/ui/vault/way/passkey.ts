// Web Authentication with its `prf` extension (WebAuthn Level 3 §10.1.4). No relying party is named: an extension's own
// origin is one, and no site can ask for it.
import type { PasskeyWish, WayIn, WaysView } from '../../../bridge/views.ts';
import { PasskeyError } from './passkey-error.ts';

/** What the browser gives the person to answer in, in milliseconds. */
const patience = 120_000;
/** EdDSA, ES256, RS256: the signature is not used, so any will do. */
const algorithms = [-8, -7, -257].map((alg) => ({ type: 'public-key', alg }) as const);

type PasskeyAnswer = Omit<Extract<WayIn, { kind: 'passkey' }>, 'kind'>;

const makeChallenge = () => crypto.getRandomValues(new Uint8Array(32));
const named = (id: Uint8Array) => ({ type: 'public-key', id: new Uint8Array(id) }) as const;

/** RFC 4648 §5 without padding, as `evalByCredential` wants its keys. */
const encodeBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');

/** Bit 2 of the flags, after the 32 bytes of the relying party's hash (§6.1). */
const isUserVerified = (authenticatorData: ArrayBuffer): boolean =>
  ((new Uint8Array(authenticatorData)[32] ?? 0) & 0x04) !== 0;

/** The browser says why only in English and to developers; for a person all of it is “it did not happen”. */
const ask = async (request: () => Promise<Credential | null>): Promise<PublicKeyCredential> => {
  let credential: Credential | null;
  try {
    credential = await request();
  } catch (cause) {
    throw new PasskeyError('passkey-refused', { cause });
  }
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyError('passkey-refused');
  return credential;
};

/** The 32 bytes that the PRF gave; undefined where it gave none. */
const prfOutput = (credential: PublicKeyCredential): Uint8Array | undefined => {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first instanceof ArrayBuffer && first.byteLength === 32 ? new Uint8Array(first) : undefined;
};

/**
 * Asks for one of the vault's passkeys. Must follow a click.
 * @throws PasskeyError
 */
export const askPasskey = async (passkeys: WaysView['passkeys'], signal: AbortSignal): Promise<PasskeyAnswer> => {
  const evalByCredential = Object.fromEntries(
    passkeys.map(({ credentialId, prfSalt }) => [encodeBase64Url(credentialId), { first: new Uint8Array(prfSalt) }]),
  );
  const publicKey = {
    challenge: makeChallenge(),
    allowCredentials: passkeys.map(({ credentialId }) => named(credentialId)),
    userVerification: 'required',
    extensions: { prf: { evalByCredential } },
    timeout: patience,
  } as const;
  const credential = await ask(() => navigator.credentials.get({ publicKey, signal }));
  const prf = prfOutput(credential);
  const { authenticatorData } = credential.response as AuthenticatorAssertionResponse;
  if (!prf || !isUserVerified(authenticatorData)) throw new PasskeyError('passkey-unfit');
  return { credentialId: new Uint8Array(credential.rawId), prf };
};

/**
 * Makes a passkey for this vault. Must follow a click; some authenticators ask twice.
 * @throws PasskeyError
 */
export const makePasskey = async (
  { userId, prfSalt, known }: PasskeyWish,
  name: string,
  signal: AbortSignal,
): Promise<PasskeyAnswer> => {
  const publicKey = {
    rp: { name: 'Fieldseal' },
    user: { id: new Uint8Array(userId), name, displayName: name },
    challenge: makeChallenge(),
    pubKeyCredParams: algorithms,
    excludeCredentials: known.map(named),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    extensions: { prf: { eval: { first: new Uint8Array(prfSalt) } } },
    timeout: patience,
  } satisfies PublicKeyCredentialCreationOptions;
  const credential = await ask(() => navigator.credentials.create({ publicKey, signal }));
  const data = (credential.response as AuthenticatorAttestationResponse).getAuthenticatorData();
  if (!credential.getClientExtensionResults().prf?.enabled || !isUserVerified(data))
    throw new PasskeyError('passkey-unfit');
  const credentialId = new Uint8Array(credential.rawId);
  const prf = prfOutput(credential);
  // Not every authenticator can give it while the passkey is being made.
  return prf ? { credentialId, prf } : askPasskey([{ credentialId, prfSalt }], signal);
};
