// `npm start`: sets up, builds, and plays the tour with Alice and Bob. Plain JavaScript for Node 20.
import { run } from './run.mjs';
import { setup } from './setup.mjs';

try {
  const browser = await setup();
  for (const [program, args] of [
    ['node', ['scripts/build.mjs']],
    ['node', ['scripts/tour.mjs']],
  ]) {
    const code = await run(program, args, { env: { CHROMIUM_PATH: browser } });
    if (code !== 0) process.exit(code);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
