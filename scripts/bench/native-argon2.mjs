// The reference implementation as a command, where the machine has it (Debian: package argon2).
import { spawnSync } from 'node:child_process';

const command = process.env.ARGON2 ?? 'argon2';

export const hasNativeArgon2 = () => spawnSync(command, ['-h']).error === undefined;

/** One derivation, 128 MiB × 3, with starting and ending a process, which take about a millisecond. */
export function nativeArgon2id() {
  const args = ['somesaltsomesalt', '-id', '-t', '3', '-k', '131072', '-p', '1', '-l', '32', '-r'];
  const { status, stdout } = spawnSync(command, args, { input: 'password' });
  if (status !== 0) throw new Error('the argon2 command failed');
  return Uint8Array.from(Buffer.from(stdout.toString().trim(), 'hex'));
}
