// Debian packages that a real app needs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Outcome {
  readonly code: number;
  readonly output: string;
}

const run = (program: string, args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C' };
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

const isInstalled = async (name: string): Promise<boolean> => {
  const { code, output } = await run('dpkg', ['-s', name]);
  return code === 0 && /^Status: .* installed$/m.test(output);
};

const isListed = async (name: string): Promise<boolean> =>
  /Candidate: \d/.test((await run('apt-cache', ['policy', name])).output);

const mustRun = async (program: string, args: readonly string[]): Promise<void> => {
  const { code, output } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with code ${code}:\n${output.slice(-2000)}`);
};

/**
 * Installs what is missing. Gives undefined once all is there, or why it cannot be had on this machine: not Debian, or not
 * root. Throws where it could be had and the installation failed: that is a failed test, not one left out.
 */
export const ensurePackages = async (names: readonly string[]): Promise<string | undefined> => {
  if (!existsSync('/usr/bin/apt-get'))
    return `it needs the Debian packages ${names.join(', ')}, and this is not Debian`;
  const installed = await Promise.all(names.map(isInstalled));
  const missing = names.filter((_, index) => !installed[index]);
  if (missing.length === 0) return undefined;
  if (process.getuid?.() !== 0) return `it needs ${missing.join(', ')}: apt-get install ${missing.join(' ')}`;
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  const listed = await Promise.all(missing.map(isListed));
  if (listed.includes(false)) await mustRun('apt-get', ['update', '-q', ...wait]);
  const quick = ['-o', 'Dpkg::Options::=--force-unsafe-io'];
  await mustRun('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...wait, ...quick, ...missing]);
  return undefined;
};
