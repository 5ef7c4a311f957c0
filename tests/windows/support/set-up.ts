// From the installation to a vault.
import type { Frame, Page } from 'puppeteer';
import type { Person } from './person.ts';
import { clickInto } from './steps.ts';

export const id = (name: string): string => `[data-testid="${name}"]`;

/** From the page that the installation opens to the question how the vault can be recovered. */
export const createVault = async (person: Person, passphrase: string): Promise<Page> => {
  const app = await person.page('/app.html');
  await clickInto(person, app, id('create-name'));
  person.type(person.name);
  for (const field of ['create-passphrase', 'create-passphrase-again']) {
    await clickInto(person, app, id(field));
    person.type(passphrase);
  }
  person.key('Return');
  await person.tap(app, id('sign-take'));
  await person.tap(app, id('recovery-skip'));
  return app;
};

export const textIn = async (where: Page | Frame, name: string): Promise<string> => {
  const found = await where.waitForSelector(id(name), { visible: true, timeout: 30_000 });
  return (await found?.evaluate((element) => element.textContent)) ?? '';
};
