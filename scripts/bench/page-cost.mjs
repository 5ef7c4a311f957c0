// What our scripts cost a page, out of the browser's own trace of its tab.

const scripts = ['/content-scripts/page.js', '/page-tools.js', '/page-insert.js'];

/** Milliseconds in functions of our scripts, and the longest of them, in what happens while `run` does its work. */
export const cost = async (page, run) => {
  await page.tracing.start({ categories: ['devtools.timeline'] });
  await run();
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  const calls = traceEvents.filter(
    ({ name, args, tdur }) =>
      name === 'FunctionCall' && tdur !== undefined && scripts.some((file) => args?.data?.url?.endsWith(file)),
  );
  const times = calls.map(({ tdur }) => tdur / 1000);
  return { total: times.reduce((sum, ms) => sum + ms, 0), worst: Math.max(0, ...times), calls: times.length };
};
