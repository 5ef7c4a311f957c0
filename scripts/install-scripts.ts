// Packages that would run a program of theirs when they are installed. The set-up runs none of them, and a test compares
// this list with the lock file: whoever adds such a package says here why it does its work without.
export const leftOut = {
  puppeteer: 'It would download a browser. The set-up finds one, or gets one where there is none.',
};
